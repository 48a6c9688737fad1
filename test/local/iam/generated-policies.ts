import * as fc from "fast-check";
import { type Asked, account, asked, principals, region, sources } from "./generated-world.ts";

/** Policies in every form that the local IAM evaluates, and who asks for what, generated. */
export interface Case {
  /** Documents. A service that asks has none. */
  identity: object[];
  /** Of the resource itself; a role's trust policy where it is to be assumed. */
  resource: object | undefined;
  asks: { action: string; resource: string; by: Caller; context: Record<string, string> };
}

/** A role's session as AWS names it, or a service. */
export type Caller = "session" | "service";

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const oneOrMore = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }));
/** Most of what is stated is near what is asked, or else hardly anything would match. */
const near = <T>(close: fc.Arbitrary<T>, any: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: close }, { weight: 1, arbitrary: any });

/** A text with one stretch of it become a wildcard: `*` for any run of characters, `?` for one. */
const widened = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(text.length), fc.nat(4), oneOf("*", "?", "??", "*?", "**", ""))
    .map(([at, length, wildcard]) => text.slice(0, at) + wildcard + text.slice(at + length));

function actionLike(action: string): fc.Arbitrary<string> {
  const [service = "", verb = ""] = action.split(":");
  return fc.oneof(
    oneOf(action, action.toUpperCase(), `${service}:*`, "*"),
    // An action is a service and something.
    widened(verb).map((wide) => `${service}:${wide === "" ? "*" : wide}`),
  );
}

/** An ARN with other values or wildcards in some of its six parts. */
function widenedArn(resource: string): fc.Arbitrary<string> {
  const [, , service = "", , , ...rest] = resource.split(":");
  const end = rest.join(":");
  // No wildcard may stand in the service, nor in the type that a name may have before it.
  const type = /^[^:/]*[:/]/.exec(end)?.[0] ?? "";
  const parts = fc.tuple(
    oneOf("aws", "aws", "aws", "*", "aws-cn", "a?s"),
    oneOf(service, service, service, "iam"),
    oneOf(region, region, "*", "us-*-?", "us-east-2", ""),
    oneOf(account, account, "*", "0*", "111111111111", "???????????0"),
    fc.oneof(
      oneOf(end, end, "*", `${end}x`, end.toUpperCase()),
      widened(end.slice(type.length)).map((name) => type + name),
    ),
  );
  const whole = parts.map(([partition, ...others]) => ["arn", partition, ...others].join(":"));
  // A wildcard in the place of two parts, which means neither.
  const shifted = fc.constant(["arn:aws", service, "*", end].join(":"));
  return end.includes(":")
    ? fc.oneof({ weight: 8, arbitrary: whole }, { weight: 1, arbitrary: shifted })
    : whole;
}

/** Also one with its last parts left out, and everything. */
function arnLike(resource: string): fc.Arbitrary<string> {
  const parts = resource.split(":");
  const short = fc
    .tuple(oneOf(3, 4, 5), oneOf("*", "jobs", parts[3] ?? ""))
    .map(([kept, last]) => [...parts.slice(0, kept), last].slice(0, 5).join(":"));
  return fc.oneof(
    { weight: 6, arbitrary: widenedArn(resource) },
    { weight: 1, arbitrary: short },
    { weight: 1, arbitrary: fc.constant("*") },
  );
}

const anyAsked = fc.constantFrom(...asked);

const keyed = (key: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc
    .tuple(oneOf(key, key, key.toLowerCase(), key.toUpperCase()), value)
    .map(([name, said]) => ({ [name]: said }));
const texts = (...values: string[]) =>
  oneOrMore(
    fc.oneof(
      oneOf<unknown>(...values, ...values.map((value) => value.toUpperCase())),
      fc.constantFrom(...values).chain(widened),
    ),
  );
const textOperator = oneOf("StringEquals", "StringNotEquals", "StringLike");

/** One operator with what it says of one key, or of two, which both have to hold. */
const test = fc.oneof(
  oneOf<unknown>("true", "false", "TRUE", true, false).map((value) => ({
    Bool: { "aws:SecureTransport": value },
  })),
  fc
    .tuple(
      oneOf("ArnLike", "ArnEquals"),
      keyed(
        "aws:SourceArn",
        oneOrMore(fc.oneof(oneOf(...sources), fc.constantFrom(...sources).chain(widenedArn))),
      ),
    )
    .map(([operator, said]) => ({ [operator]: said })),
  fc
    .tuple(
      textOperator,
      keyed("aws:SourceArn", texts(sources[0], ...sources)),
      fc.option(keyed("aws:SourceAccount", texts(account, "111111111111")), { nil: {} }),
    )
    .map(([operator, said, also]) => ({ [operator]: { ...said, ...also } })),
  fc
    .tuple(textOperator, keyed("aws:SourceAccount", fc.oneof(texts(account), oneOf<unknown>(111111111111))))
    .map(([operator, said]) => ({ [operator]: said })),
  fc
    .tuple(textOperator, keyed("cloudwatch:namespace", texts("Crisscross/test")))
    .map(([operator, said]) => ({ [operator]: said })),
);
/** Several operators all have to hold. */
const condition = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 5, arbitrary: test },
  { weight: 1, arbitrary: fc.tuple(test, test).map(([one, other]) => ({ ...one, ...other })) },
);

function statement({ action, resource }: Asked, kind: "identity" | "resource" | "trust") {
  const other = <T>(like: (one: Asked) => fc.Arbitrary<T>) => anyAsked.chain(like);
  const resources = oneOrMore(
    near(
      resource === "*" ? fc.constant("*") : arnLike(resource),
      other((one) => (one.resource === "*" ? fc.constant("*") : arnLike(one.resource))),
    ),
  );
  return fc
    .record({
      Sid: oneOf(undefined, "Named"),
      Effect: oneOf("Allow", "Allow", "Allow", "Deny"),
      Action: oneOrMore(
        near(
          actionLike(action),
          other((one) => actionLike(one.action)),
        ),
      ),
      // A policy that stands on something is about that where it names no resource.
      Resource: kind === "trust" ? fc.constant(undefined) : resources,
      Condition: condition,
      Principal: kind === "identity" ? fc.constant(undefined) : oneOf(...principals),
    })
    .map(({ Condition, ...rest }) => ({
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
      ...(Object.keys(Condition).length > 0 && { Condition }),
    }));
}

function document(one: Asked, kind: "identity" | "resource" | "trust", minLength: number) {
  const written = fc.array(statement(one, kind), { minLength, maxLength: 3 });
  return fc
    .record({ Version: oneOf("2012-10-17", "2012-10-17", "2008-10-17", undefined), Statement: written })
    .map(({ Version, Statement }) => ({
      ...(Version && { Version }),
      // A single statement may stand without a list.
      Statement: Statement.length === 1 ? Statement[0] : Statement,
    }));
}

/** Every case of a run, by its seed. */
export const cases: fc.Arbitrary<Case> = anyAsked.chain((one) =>
  fc
    .record({
      // Nobody but a service asks for a role here.
      by:
        one.kind === "trust"
          ? oneOf<Caller>("service")
          : oneOf<Caller>("session", "session", "session", "service"),
      sourceArn: oneOf(undefined, sources[0], ...sources),
      sourceAccount: oneOf(undefined, account, "111111111111"),
      namespace: oneOf(undefined, "Crisscross/test", "Other"),
      secure: oneOf("true", "true", "false"),
      identity: fc.array(document(one, "identity", 1), { maxLength: 2 }),
      resource: fc.option(document(one, one.kind, 1), { nil: undefined }),
    })
    .map(({ by, sourceArn, sourceAccount, namespace, secure, identity, resource }) => ({
      identity: by === "service" ? [] : identity,
      resource: one.resource === "*" ? undefined : resource,
      asks: {
        action: one.action,
        resource: one.resource,
        by,
        context: {
          "aws:SecureTransport": secure,
          ...(sourceArn !== undefined && { "aws:SourceArn": sourceArn }),
          ...(sourceAccount !== undefined && { "aws:SourceAccount": sourceAccount }),
          ...(namespace !== undefined &&
            one.action.startsWith("cloudwatch:") && { "cloudwatch:namespace": namespace }),
        },
      },
    })),
);
