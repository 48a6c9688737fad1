/** Text of a log with its control characters, but for tabs, as `\x1b`: anyone may have written it, to move a cursor or worse. */
export const printable = (text: string): string =>
  text.replace(/[^\P{Cc}\t]|[\p{Cf}\u2028\u2029]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, "0")}` : `\\u{${code}}`;
  });
