import * as fc from "fast-check";

/** Policies within what the local IAM evaluates, and who asks for what, generated. */
export interface Case {
  identity: object[];
  /** Of the resource itself. A service that asks has no identity policy. */
  resource: object[] | undefined;
  asks: { action: string; resource: string; by: Caller; context: Record<string, string> };
}

/** A role's session as AWS names it, or a service. */
export type Caller = "session" | "service";

export const account = "000000000000";
export const roleArn = `arn:aws:iam::${account}:role/r`;
export const sessionArn = `arn:aws:sts::${account}:assumed-role/r/f`;
export const serviceName = "sns.amazonaws.com";

const arn = (service: string, rest: string, region = "us-east-1") =>
  `arn:aws:${service}:${region}:${account}:${rest}`;
/** None is for "*": the judge takes that for the question whether there is any resource. */
const asked: readonly (readonly [action: string, resource: string])[] = [
  ["sqs:SendMessage", arn("sqs", "jobs")],
  ["sqs:ReceiveMessage", arn("sqs", "jobs-dead")],
  ["sqs:SendMessage", arn("sqs", "blocks", "eu-west-2")],
  ["dynamodb:PutItem", arn("dynamodb", "table/records")],
  ["dynamodb:Query", arn("dynamodb", "table/records/index/byCreated")],
  ["lambda:InvokeFunction", arn("lambda", "function:inner")],
  ["logs:PutLogEvents", arn("logs", "log-group:/aws/lambda/f:log-stream:2026/x")],
];
const sources = [arn("sns", "probes"), arn("sns", "probes", "eu-west-2"), arn("lambda", "function:plan")];

/** Most of what is stated is near what is asked, or else hardly anything would match. */
const near = <T>(close: fc.Arbitrary<T>, any: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: close }, { weight: 1, arbitrary: any });
const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const oneOrMore = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }));

function actionLike(action: string): fc.Arbitrary<string> {
  const [service = "", verb = ""] = action.split(":");
  return oneOf(
    action,
    action.toUpperCase(),
    `${service}:*`,
    `${service}:${verb.slice(0, 4)}*`,
    `${service}:*${verb.slice(-4)}`,
    `${service}:?${verb.slice(1)}`,
    `${service}:${verb}?`,
    "*",
  );
}

/** An ARN with other values or wildcards in some of its six parts. */
function widenedArn(resource: string): fc.Arbitrary<string> {
  const parts = resource.split(":");
  const end = parts.slice(5).join(":");
  const [type = ""] = end.split(/(?<=[:/])/);
  const widened = fc
    .tuple(
      oneOf(parts[3] ?? "", parts[3] ?? "", "*", "us-*-?", "us-east-2", ""),
      oneOf(account, account, "*", "0*", "111111111111"),
      oneOf(
        end,
        end,
        "*",
        `${end.slice(0, -1)}?`,
        `${end.slice(0, -1)}*`,
        `${type === end ? "" : type}*`,
        `${end}x`,
      ),
    )
    .map(([region, owner, name]) => ["arn:aws", parts[2], region, owner, name].join(":"));
  // A wildcard in the place of two parts, which means neither.
  const shifted = fc.constant(["arn:aws", parts[2], "*", end].join(":"));
  return end.includes(":")
    ? fc.oneof({ weight: 8, arbitrary: widened }, { weight: 1, arbitrary: shifted })
    : widened;
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

const condition = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: oneOf<unknown>("true", "false", true, false).map((value) => ({
      Bool: { "aws:SecureTransport": value },
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        oneOf("ArnLike", "ArnEquals", "StringEquals", "StringNotEquals", "StringLike"),
        oneOrMore(fc.oneof(oneOf(...sources), fc.constantFrom(...sources).chain(widenedArn))),
      )
      .map(([operator, value]) => ({ [operator]: { "aws:SourceArn": value } })),
  },
  {
    weight: 1,
    arbitrary: oneOf("StringEquals", "StringNotEquals", "StringLike").map((operator) => ({
      [operator]: { "cloudwatch:namespace": "Crisscross/*" },
    })),
  },
);

const principal = oneOf<unknown>(
  "*",
  { AWS: "*" },
  { AWS: roleArn },
  { AWS: sessionArn },
  { AWS: `arn:aws:iam::${account}:role/other` },
  { AWS: account },
  { AWS: [`arn:aws:iam::${account}:root`] },
  { AWS: "111111111111" },
  { Service: serviceName },
  { Service: ["lambda.amazonaws.com", serviceName], AWS: "111111111111" },
);

function statement([action, resource]: readonly [string, string], principals?: fc.Arbitrary<unknown>) {
  return fc
    .record({
      Effect: oneOf("Allow", "Allow", "Allow", "Deny"),
      Action: oneOrMore(
        near(
          actionLike(action),
          anyAsked.chain(([other]) => actionLike(other)),
        ),
      ),
      Resource: oneOrMore(
        near(
          arnLike(resource),
          anyAsked.chain(([, other]) => arnLike(other)),
        ),
      ),
      Condition: condition,
      ...(principals && { Principal: principals }),
    })
    .map(({ Condition, ...rest }) => (Condition === undefined ? rest : { ...rest, Condition }));
}

/** Every case of a run, by its seed. */
export const cases: fc.Arbitrary<Case> = anyAsked.chain((pair) =>
  fc
    .record({
      by: oneOf<Caller>("session", "session", "session", "service"),
      sourceArn: oneOf(undefined, ...sources),
      identity: fc.array(statement(pair), { maxLength: 3 }),
      resource: fc.option(fc.array(statement(pair, principal), { minLength: 1, maxLength: 3 }), {
        nil: undefined,
      }),
    })
    .map(({ by, sourceArn, identity, resource }) => ({
      identity: by === "service" ? [] : identity,
      resource,
      asks: {
        action: pair[0],
        resource: pair[1],
        by,
        context: {
          "aws:SecureTransport": "true",
          ...(sourceArn !== undefined && { "aws:SourceArn": sourceArn }),
        },
      },
    })),
);
