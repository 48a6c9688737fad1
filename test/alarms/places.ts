export const home = "us-east-1";
/** The probe region that stands for the others. */
export const probe = "sa-east-1";
export const otherProbes = ["ap-northeast-1", "ap-south-1", "ap-southeast-2", "us-west-1"];
/** The queue of blocks there does not let the topic send: adapt sees to it. */
export const unreachable = "eu-west-2";

/** What the names of functions, queues and schedules start with, and those of alarms. */
export const prefix = "crisscross-local-";
export const alarmPrefix = "Crisscross/local/";

export interface Queue {
  region: string;
  name: string;
}
export const jobsQueue: Queue = { region: home, name: "crisscross-local-JobsQueue" };
export const blocksQueue: Queue = { region: probe, name: "crisscross-local-BlocksSaEast1Queue" };

/** Messages in flight at which the stand's alarms on them ring. */
export const inFlightAlarm = 100;

export const types = {
  function: "aws:lambda/function:Function",
  role: "aws:iam/role:Role",
  metricAlarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  compositeAlarm: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  queue: "aws:sqs/queue:Queue",
  schedule: "aws:scheduler/schedule:Schedule",
};
