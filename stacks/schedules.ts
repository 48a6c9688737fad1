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

/** Invokes a function every so many minutes. A run that fails is not tried again: the next one is soon. */
export function defineSchedule(name: string, minutes: number, fn: sst.aws.Function, event?: object): void {
  new sst.aws.CronV2(name, {
    schedule: minutes === 1 ? "rate(1 minute)" : `rate(${minutes} minutes)`,
    function: fn.arn,
    ...(event !== undefined && { event }),
    transform: { role: { assumeRolePolicy } },
  });
}
