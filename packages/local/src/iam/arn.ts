const partCount = 6;
const patterns = new Map<string, RegExp>();

/** IAM's wildcards: `*` any run of characters, `?` any one. */
export function matches(pattern: string, text: string): boolean {
  if (pattern === "*" || pattern === text) return true;
  let regex = patterns.get(pattern);
  if (regex === undefined) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".");
    regex = new RegExp(`^${source}$`, "s");
    patterns.set(pattern, regex);
  }
  return regex.test(text);
}

/**
 * Whether an ARN is one that a pattern means. A wildcard stands for something within one of the ARN's six parts; the
 * last part may hold colons of its own. The pattern "*" means everything, also what is no ARN.
 */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === "*") return true;
  const [wanted, actual] = [partsOf(pattern), partsOf(arn)];
  return wanted.length === actual.length && wanted.every((part, index) => matches(part, actual[index] ?? ""));
}

/** Whether all six parts are there. */
export const isArn = (text: string): boolean => partsOf(text).length === partCount && text.startsWith("arn:");

/** As AWS reads an ARN that has less than six parts: those that are missing may be anything. */
export function completeArn(pattern: string): string {
  const parts = partsOf(pattern);
  return pattern === "*" ? pattern : [...parts, ...Array(partCount - parts.length).fill("*")].join(":");
}

/** The parts of an ARN, at most six: the sixth is all the rest. */
function partsOf(arn: string): string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, partCount - 1), ...restOf(parts)];
}

const restOf = (parts: readonly string[]): string[] =>
  parts.length < partCount ? [] : [parts.slice(partCount - 1).join(":")];
