/** A composite alarm's rule that CloudWatch would refuse, or that the local cloud does not know. */
export class RuleError extends Error {}

const asked = /^ALARM\(\s*("[^"]+"|[^\s"(),]+)\s*\)(\s+OR\s+|$)/;

/** The names of the alarms, each once, of which one at least is to be in alarm: `ALARM(a) OR ALARM("b c")`. Throws RuleError. */
export function parseRule(text: string): readonly string[] {
  if (text.trim() !== text)
    throw new RuleError(`The alarm rule ${JSON.stringify(text)} may not begin or end with white space.`);
  const children = new Set<string>();
  let rest = text;
  for (let more = " "; more !== ""; ) {
    const [whole = "", name = "", next = ""] = asked.exec(rest) ?? [];
    if (whole === "")
      throw new RuleError(
        `The alarm rule ${text} cannot be read at ${rest === "" ? "its end" : rest}; the local cloud supports ALARM("name"), joined by OR.`,
      );
    children.add(toAlarmName(name.replaceAll('"', "")));
    rest = rest.slice(whole.length);
    more = next;
  }
  return [...children];
}

/** An alarm may be named by its ARN. */
export function toAlarmName(nameOrArn: string): string {
  return /^arn:[^:]+:cloudwatch:[^:]+:\d+:alarm:(.+)$/.exec(nameOrArn)?.[1] ?? nameOrArn;
}
