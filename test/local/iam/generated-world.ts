/** What generated policies are about: one account, what is asked there, and who asks or is named. */
export const account = "000000000000";
export const region = "us-east-1";
export const roleArn = `arn:aws:iam::${account}:role/r`;
export const sessionArn = `arn:aws:sts::${account}:assumed-role/r/f`;
export const serviceName = "sns.amazonaws.com";

const arn = (service: string, rest: string, where = region) =>
  `arn:aws:${service}:${where}:${account}:${rest}`;

/** An action on a resource, and the kind of policy that the resource may have. */
export interface Asked {
  action: string;
  resource: string;
  kind: "resource" | "trust";
}

const onResource = (action: string, resource: string): Asked => ({ action, resource, kind: "resource" });

export const asked: readonly Asked[] = [
  onResource("sqs:SendMessage", arn("sqs", "jobs")),
  onResource("sqs:ReceiveMessage", arn("sqs", "jobs-dead")),
  onResource("sqs:SendMessage", arn("sqs", "blocks", "eu-west-2")),
  onResource("sns:Publish", arn("sns", "probes")),
  onResource("dynamodb:PutItem", arn("dynamodb", "table/records")),
  onResource("dynamodb:Query", arn("dynamodb", "table/records/index/byCreated")),
  onResource("lambda:InvokeFunction", arn("lambda", "function:inner")),
  onResource("logs:PutLogEvents", arn("logs", "log-group:/aws/lambda/f:log-stream:2026/x")),
  onResource("cloudwatch:PutMetricData", arn("cloudwatch", "dataset/d")),
  // An action without resources of its own, which only "*" means.
  onResource("logs:DescribeLogGroups", "*"),
  { action: "sts:AssumeRole", resource: `arn:aws:iam::${account}:role/other`, kind: "trust" },
];

export const sources: readonly [string, ...string[]] = [
  arn("sns", "probes"),
  arn("sns", "probes", "eu-west-2"),
  arn("lambda", "function:plan"),
];

export const principals: readonly unknown[] = [
  "*",
  { AWS: "*" },
  { AWS: roleArn },
  { AWS: sessionArn },
  { AWS: [roleArn, `arn:aws:iam::${account}:user/u`] },
  { AWS: `arn:aws:iam::${account}:role/other` },
  { AWS: account },
  { AWS: [`arn:aws:iam::${account}:root`] },
  { AWS: "111111111111" },
  { Service: serviceName },
  { Service: ["lambda.amazonaws.com", serviceName], AWS: "111111111111" },
];
