export type Scalar = string | number | boolean | null;

/** Told what a document has, in its order. `key` is undefined for an array's elements. */
export interface JsonListener {
  key(text: string): void;
  open(kind: "object" | "array", key: string | undefined): void;
  scalar(value: Scalar, key: string | undefined): void;
  close(): void;
}

/** Where reading ended: after the document, at the end of the text within it, or before what cannot go on there. */
export interface JsonProgress {
  state: "closed" | "open" | "broken";
  end: number;
}

interface Level {
  kind: "object" | "array";
  key: string | undefined;
  expects: "first" | "next" | "colon" | "value" | "comma";
}

const mostLevels = 100;
const space = /\s*/y;
const atom = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Reads an object or an array that comes line by line, holding no more of it than its open brackets. */
export function createJsonReader(listener: JsonListener): (text: string) => JsonProgress {
  const levels: Level[] = [];

  function acceptsValue(level: Level | undefined): boolean {
    if (!level) return true;
    if (level.kind === "array") return level.expects === "first" || level.expects === "next";
    return level.expects === "value";
  }

  /** The end of the token at `at`, or undefined when it cannot stand there. */
  function readToken(text: string, at: number): number | undefined {
    const level = levels.at(-1);
    const character = text[at];
    if (character === "{" || character === "[") {
      if (!acceptsValue(level) || levels.length === mostLevels) return undefined;
      const kind = character === "{" ? "object" : "array";
      listener.open(kind, level?.key);
      levels.push({ kind, key: undefined, expects: "first" });
      return at + 1;
    }
    if (!level) return undefined;
    if (character === "}" || character === "]") {
      const closes = character === "}" ? "object" : "array";
      if (level.kind !== closes || (level.expects !== "first" && level.expects !== "comma")) return undefined;
      levels.pop();
      const parent = levels.at(-1);
      if (parent) parent.expects = "comma";
      listener.close();
      return at + 1;
    }
    if (character === "," || character === ":") {
      if (level.expects !== (character === "," ? "comma" : "colon")) return undefined;
      level.expects = character === "," ? "next" : "value";
      return at + 1;
    }
    return readScalar(level, text, at);
  }

  function readScalar(level: Level, text: string, at: number): number | undefined {
    const end = text[at] === '"' ? endOfString(text, at) : endOf(atom, text, at);
    const value = end > at ? parseScalar(text.slice(at, end)) : undefined;
    if (value === undefined) return undefined;
    if (acceptsValue(level)) {
      level.expects = "comma";
      listener.scalar(value, level.key);
      return end;
    }
    if (level.kind !== "object" || typeof value !== "string") return undefined;
    if (level.expects !== "first" && level.expects !== "next") return undefined;
    level.key = value;
    listener.key(value);
    level.expects = "colon";
    return end;
  }

  return (text) => {
    let at = endOf(space, text, 0);
    while (at < text.length) {
      const end = readToken(text, at);
      if (end === undefined) return { state: "broken", end: at };
      if (levels.length === 0) return { state: "closed", end };
      at = endOf(space, text, end);
    }
    return { state: "open", end: at };
  };
}

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function parseScalar(text: string): Scalar | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
