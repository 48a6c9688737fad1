import { stripVTControlCharacters } from "node:util";

/** A command to copy, in a sentence: it stays on one line. */
const command = /npx crisscross(?: [a-z]+)?(?: [0-9a-z]{26})?(?: --?[a-z-]+(?: (?!-)\S+)?)*/g;

/** What begins with one, as a shell takes it. */
const typed = /^(?:\$ )?(?:[A-Z_]+=\S+ )*(?:npx crisscross|curl|export|aws) /;

/** Text in quotes is one, spaces and all. */
const shellWord = /(?:'[^']*'|"[^"]*"|\S)+/g;

/** A sentence as lines of at most `width` characters; a word longer than that has a line to itself. */
export function wrap(sentence: string, width: number): string[] {
  const lines: string[] = [];
  const glued = sentence.replace(command, (words) => words.replaceAll(" ", "\u00a0"));
  const pieces = glued.split(" ").flatMap((piece) => {
    const text = piece.replaceAll("\u00a0", " ");
    return lengthOf(text) > width ? text.split(" ") : [text];
  });
  for (const word of pieces) {
    const line = lines.at(-1);
    if (line !== undefined && lengthOf(line) + 1 + lengthOf(word) <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * A page whose lines are at most `width` characters wide, colours not counted, so that no terminal breaks a word. A line
 * that is longer goes on below, indented: what stands apart in it stays together, and a command is broken as shells do.
 */
export const fitPage = (page: string, width: number): string =>
  page
    .split("\n")
    .flatMap((line) => fitLine(line, width))
    .join("\n");

function fitLine(line: string, width: number): string[] {
  if (lengthOf(line) <= width) return [line];
  const text = stripVTControlCharacters(line);
  if (/^─+$/.test(text)) return [line.replace("─".repeat(text.length), "─".repeat(width))];
  const indent = /^ */.exec(text)?.[0] ?? "";
  const below = `${indent}  `;
  const [first = "", ...more] = line.slice(indent.length).split(/( {2,})/);
  const lines = breakPart(first, width - below.length).map((piece, at) => (at > 0 ? below : indent) + piece);
  for (let at = 1; at < more.length; at += 2) {
    const last = `${lines.at(-1)}${more[at - 1]}`;
    const [beside = "", ...rest] = besideAndBelow(
      more[at] ?? "",
      width - lengthOf(last),
      width - below.length,
    );
    if (beside !== "") lines[lines.length - 1] = last + beside;
    lines.push(...rest.map((piece) => below + piece));
  }
  return lines;
}

/** Less room than this beside what stands there is not used: a column of single words is harder to read than a line. */
const leastRoom = 24;

/** What of a part goes on the line before, perhaps nothing, and the lines below that. */
function besideAndBelow(part: string, room: number, width: number): string[] {
  if (lengthOf(part) <= room) return [part];
  if (room < leastRoom || typed.test(stripVTControlCharacters(part))) return ["", ...breakPart(part, width)];
  const [beside = ""] = wrap(part, room);
  const rest = part.trimStart().slice(beside.length).trimStart();
  return lengthOf(beside) <= room ? [beside, ...wrap(rest, width)] : ["", ...wrap(part, width)];
}

function breakPart(part: string, width: number): string[] {
  if (lengthOf(part) <= width) return [part];
  if (!typed.test(stripVTControlCharacters(part))) return wrap(part, width);
  const lines: string[] = [];
  for (const word of part.match(shellWord) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && lengthOf(last) + lengthOf(word) + 3 <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, at) => (at < lines.length - 1 ? `${line} \\` : line));
}

const lengthOf = (text: string): number => stripVTControlCharacters(text).length;
