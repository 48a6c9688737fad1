import { parseJsonPattern } from "./json-pattern.ts";
import { type LogPattern, PatternError } from "./log-pattern.ts";
import { parseTextPattern } from "./text-pattern.ts";

/**
 * Reads a filter pattern of CloudWatch Logs, in the JSON or the text syntax; the empty one matches every line.
 * Throws PatternError, naming what it cannot read: also for space-delimited patterns and regular expressions.
 */
export function parsePattern(text: string): LogPattern {
  const pattern = text.trim();
  if (pattern.startsWith("{")) return parseJsonPattern(pattern);
  if (pattern.startsWith("[")) {
    throw new PatternError(
      `The filter pattern ${text} is space-delimited, which is not supported; write it for JSON lines.`,
    );
  }
  return parseTextPattern(pattern);
}
