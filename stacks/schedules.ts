import { accountId } from "./functions.ts";

/** SST's would let a schedule of any account that learns the role's ARN use it. */
const assumeRolePolicy = aws.iam.getPolicyDocumentOutput({
  statements: [
    {
      actions: ["sts:AssumeRole"],
      principals: [{ type: "Service", identifiers: ["scheduler.amazonaws.com"] }],
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] }],
    },
  ],
}).json;

/**
 * Invokes a function every so many minutes, asynchronously: Scheduler tries once to hand an event over, but Lambda tries
 * one that fails twice more and keeps a throttled one for up to six hours, so a run may come late and again.
 */
export function defineSchedule(name: string, minutes: number, fn: sst.aws.Function, event?: object): void {
  new sst.aws.CronV2(name, {
    schedule: minutes === 1 ? "rate(1 minute)" : `rate(${minutes} minutes)`,
    function: fn.arn,
    ...(event !== undefined && { event }),
    transform: { role: { assumeRolePolicy } },
  });
}
