/** What may move a cursor, end a line, hide or reorder text: control and format characters, and those of no width. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Text from outside with its control characters, but for tabs, as `\x1b`: anyone may have written it, to move a cursor or worse. */
export const printable = (text: string): string =>
  text.replace(unsafe, (character) => {
    if (character === "\t") return character;
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, "0")}` : `\\u{${code}}`;
  });

/** The same of text that may have several lines. */
export const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");

/** A parsed document with every string in it, names of fields included, printable. Only `markdown` may have lines. */
export function printableDocument(document: unknown): unknown {
  if (typeof document === "string") return printable(document);
  if (Array.isArray(document)) return document.map(printableDocument);
  if (typeof document !== "object" || document === null) return document;
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => [
      printable(name),
      name === "markdown" && typeof value === "string" ? printableLines(value) : printableDocument(value),
    ]),
  );
}

/**
 * Text as a screen or a file gets it: all but tabs and line breaks as JSON escapes such as `\u001b`, so that a document
 * stays one with the same data. Colours, the codes that paint writes, pass where `colour` says so.
 */
export function harmless(text: string, colour: boolean): string {
  return text.replace(colour ? unsafeOrStyle : unsafe, (found) => {
    if (found === "\t" || found === "\n" || found.length > 2) return found;
    return Array.from({ length: found.length }, (_, at) => escapeOf(found.charCodeAt(at))).join("");
  });
}

const escapeOf = (unit: number): string => `\\u${unit.toString(16).padStart(4, "0")}`;

/** Or a colour, which is more than two characters long. */
const unsafeOrStyle = new RegExp(`\u001b\\[[\\d;]*m|${unsafe.source}`, "gu");
