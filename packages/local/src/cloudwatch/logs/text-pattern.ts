import { type LogPattern, PatternError } from "./log-pattern.ts";

/**
 * Terms that must all be in a line (`ERROR "not found"`), must not be (`-debug`), or of which one must be
 * (`?ERROR ?WARN`). Terms with other characters than letters, digits and underscores stand in quotes.
 */
export function parseTextPattern(text: string): LogPattern {
  const required: string[] = [];
  const excluded: string[] = [];
  const optional: string[] = [];
  const tokens = text.match(/[?-]?"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
  for (const token of tokens) {
    const [, sign = "", body = ""] = /^([?-]?)(.*)$/s.exec(token) ?? [];
    const term = readTerm(body, text);
    if (sign === "?") optional.push(term);
    else if (sign === "-") excluded.push(term);
    else required.push(term);
  }
  if (optional.length > 0 && required.length + excluded.length > 0) {
    throw new PatternError(
      `The filter pattern ${text} mixes ?terms with others, and CloudWatch ignores the ?terms then; leave one kind out.`,
    );
  }
  return (message) =>
    required.every((term) => message.includes(term)) &&
    !excluded.some((term) => message.includes(term)) &&
    (optional.length === 0 || optional.some((term) => message.includes(term)));
}

function readTerm(body: string, pattern: string): string {
  if (/^"(?:[^"\\]|\\.)*"$/s.test(body)) return body.slice(1, -1).replaceAll(/\\(.)/gs, "$1");
  if (/^\w+$/.test(body)) return body;
  throw new PatternError(
    `The filter pattern ${pattern} has the term ${body}; put terms with other characters than letters, digits and underscores in double quotes (regular expressions are not supported).`,
  );
}
