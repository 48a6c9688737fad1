import type { AlarmStateValue } from "../../events/cloudwatch-event.ts";

/** State of an alarm by its name. */
export type StateOf = (alarm: string) => AlarmStateValue;

export interface Rule {
  holds(stateOf: StateOf): boolean;
  /** Names of the alarms it asks about, each once. */
  children: readonly string[];
}

/** A composite alarm's rule that CloudWatch would refuse. */
export class RuleError extends Error {}

type Test = (stateOf: StateOf) => boolean;

const token = /\s*("[^"]*"|[(),]|[^\s"(),]+)/gy;
const states: ReadonlySet<string> = new Set(["ALARM", "OK", "INSUFFICIENT_DATA"]);

/**
 * Reads `ALARM(a) AND NOT (OK("b c") OR INSUFFICIENT_DATA(arn))`, TRUE and FALSE; AT_LEAST is refused. NOT binds tighter
 * than AND, AND tighter than OR. Throws RuleError.
 */
export function parseRule(text: string): Rule {
  if (text.trim() !== text)
    throw new RuleError(`The alarm rule ${JSON.stringify(text)} may not begin or end with white space.`);
  const tokens = [...text.matchAll(token)].map(([, found = ""]) => found);
  const children = new Set<string>();
  const fail = (at: string): RuleError => new RuleError(`The alarm rule ${text} cannot be read at ${at}.`);
  const next = (): string => {
    const found = tokens.shift();
    if (found === undefined) throw fail("its end");
    return found;
  };
  const expect = (wanted: string): void => {
    const found = next();
    if (found !== wanted) throw fail(`${found}, where ${wanted} should be`);
  };
  const readName = (): string => {
    const name = toAlarmName(next().replaceAll('"', ""));
    if (name === "" || /^[(),]$/.test(name)) throw fail(name);
    children.add(name);
    return name;
  };

  function parseAny(): Test {
    const tests = [parseAll()];
    while (tokens[0] === "OR") {
      tokens.shift();
      tests.push(parseAll());
    }
    return (stateOf) => tests.some((test) => test(stateOf));
  }

  function parseAll(): Test {
    const tests = [parseOne()];
    while (tokens[0] === "AND") {
      tokens.shift();
      tests.push(parseOne());
    }
    return (stateOf) => tests.every((test) => test(stateOf));
  }

  function parseOne(): Test {
    const word = next();
    if (word === "NOT") {
      const test = parseOne();
      return (stateOf) => !test(stateOf);
    }
    if (word === "TRUE" || word === "FALSE") return () => word === "TRUE";
    if (word === "(") {
      const test = parseAny();
      expect(")");
      return test;
    }
    if (word === "AT_LEAST")
      throw new RuleError(`The alarm rule ${text} uses AT_LEAST, which the local cloud does not support.`);
    if (!states.has(word)) throw fail(word);
    expect("(");
    const name = readName();
    expect(")");
    return (stateOf) => stateOf(name) === word;
  }

  const test = parseAny();
  if (tokens.length > 0) throw fail(tokens.join(" "));
  return { holds: test, children: [...children] };
}

/** An alarm may be named by its ARN. */
export function toAlarmName(nameOrArn: string): string {
  return /^arn:[^:]+:cloudwatch:[^:]+:\d+:alarm:(.+)$/.exec(nameOrArn)?.[1] ?? nameOrArn;
}
