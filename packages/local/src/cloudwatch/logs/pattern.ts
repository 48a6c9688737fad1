import { parseJsonPattern } from "./json-pattern.ts";
import { type LogPattern, PatternError } from "./log-pattern.ts";

/**
 * Reads a filter pattern of CloudWatch Logs in the JSON syntax; the empty one matches every line. Throws PatternError,
 * naming what it cannot read: also for text patterns, space-delimited patterns and regular expressions.
 */
export function parsePattern(text: string): LogPattern {
  const pattern = text.trim();
  if (pattern === "") return () => true;
  if (pattern.startsWith("{")) return parseJsonPattern(pattern);
  throw new PatternError(
    `The filter pattern ${text} is not supported; accepted: a pattern of JSON lines, such as { $.level = "ERROR" }.`,
  );
}
