/** One thing that a client asks of the local cloud, and what shows that its answer is right. */
export interface Case {
  /** As the aws command and boto3 name it. */
  service: string;
  operation: string;
  /** What the aws command calls it where that is not the operation's own name. */
  command?: string;
  /** In JSON, times as ISO 8601. */
  input: object;
  /** What an answer that works has in it; absent of what is refused. */
  says?: string;
}

const at = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 180_000).toISOString();
const now = new Date(Date.now() + 60_000).toISOString();
const range = { StartTime: at, EndTime: now };
const metric = { Namespace: "Clients", MetricName: "asked" };
const account = "000000000000";
const queue = "crisscross-local-JobsQueue";
/** Nobody reads what is sent there. */
const idle = "crisscross-local-UnroutableQueue";
const QueueUrl = `https://sqs.us-east-1.amazonaws.com/${account}/${idle}`;
const group = "/aws/lambda/crisscross-local-reconcile";
const fn = "crisscross-local-reconcile";
const alarm = "Crisscross/local/api-errors";

/** In the order in which they are asked: some read what others wrote. All is of the home region. */
export const cases: readonly Case[] = [
  { service: "sts", operation: "GetCallerIdentity", input: {}, says: `arn:aws:iam::${account}:root` },
  { service: "lambda", operation: "ListFunctions", input: {}, says: fn },
  { service: "lambda", operation: "GetFunction", input: { FunctionName: fn }, says: "nodejs24.x" },
  {
    service: "lambda",
    operation: "GetFunctionConfiguration",
    input: { FunctionName: fn },
    says: "nodejs24.x",
  },
  { service: "lambda", operation: "ListEventSourceMappings", input: {}, says: queue },
  { service: "lambda", operation: "ListLayers", input: {} },
  { service: "sqs", operation: "ListQueues", input: {}, says: queue },
  {
    service: "sqs",
    operation: "SendMessage",
    input: { QueueUrl, MessageBody: "{}" },
    says: "MD5OfMessageBody",
  },
  {
    service: "sqs",
    operation: "GetQueueAttributes",
    input: { QueueUrl, AttributeNames: ["All"] },
    says: idle,
  },
  { service: "sqs", operation: "CreateQueue", input: { QueueName: "clients" }, says: "clients" },
  {
    ...{ service: "sqs", operation: "StartMessageMoveTask", says: "TaskHandle" },
    input: { SourceArn: `arn:aws:sqs:us-east-1:${account}:crisscross-local-JobsDeadQueue` },
  },
  { service: "sns", operation: "ListTopics", input: {}, says: "arn:aws:sns:us-east-1" },
  { service: "dynamodb", operation: "ListTables", input: {}, says: "crisscross-local-ResultsTable" },
  {
    ...{ service: "dynamodb", operation: "DescribeTable" },
    ...{ input: { TableName: "crisscross-local-ResultsTable" }, says: "KeySchema" },
  },
  {
    ...{ service: "cloudwatch", operation: "PutMetricData" },
    ...{ input: { Namespace: "Clients", MetricData: [{ MetricName: "asked", Value: 1.5 }] }, says: "" },
  },
  { service: "cloudwatch", operation: "ListMetrics", input: { Namespace: "Clients" }, says: "asked" },
  {
    ...{ service: "cloudwatch", operation: "GetMetricData", says: "1.5" },
    input: {
      ...range,
      MetricDataQueries: [{ Id: "a", MetricStat: { Metric: metric, Period: 60, Stat: "Average" } }],
    },
  },
  {
    ...{ service: "cloudwatch", operation: "GetMetricStatistics" },
    input: { ...metric, ...range, Period: 60, Statistics: ["Average"] },
  },
  { service: "cloudwatch", operation: "DescribeAlarms", input: { AlarmNames: [alarm] }, says: alarm },
  {
    ...{ service: "cloudwatch", operation: "DescribeAlarmsForMetric", says: "MetricAlarms" },
    input: { Namespace: "AWS/Lambda", MetricName: "Errors" },
  },
  {
    ...{ service: "cloudwatch", operation: "SetAlarmState", says: "" },
    input: { AlarmName: alarm, StateValue: "OK", StateReason: "asked" },
  },
  { service: "cloudwatch", operation: "DescribeAlarmHistory", input: { AlarmName: alarm }, says: alarm },
  { service: "cloudwatch", operation: "ListDashboards", input: {}, says: "crisscross" },
  { service: "cloudwatch", operation: "DeleteAlarms", input: { AlarmNames: [alarm] } },
  { service: "logs", operation: "DescribeLogGroups", input: {}, says: group },
  { service: "logs", operation: "DescribeLogStreams", input: { logGroupName: group }, says: "logStreams" },
  { service: "logs", operation: "FilterLogEvents", input: { logGroupName: group, limit: 1 }, says: "events" },
  { service: "logs", operation: "DescribeMetricFilters", input: {} },
  { service: "scheduler", operation: "ListSchedules", input: {}, says: "ReconcileScheduleSchedule" },
  {
    ...{ service: "scheduler", operation: "GetSchedule", says: "rate(1 minute)" },
    input: { Name: "crisscross-local-ReconcileScheduleSchedule" },
  },
  { service: "apigatewayv2", operation: "GetApis", input: {}, says: "crisscross-local-HttpApiApi" },
  { service: "iam", operation: "ListRoles", input: {} },
  { service: "cloudformation", operation: "ListStacks", input: {} },
  { service: "s3", command: "s3api", operation: "ListBuckets", input: {} },
  { service: "ec2", operation: "DescribeRegions", input: {} },
];
