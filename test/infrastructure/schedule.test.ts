import { expect, it } from "vitest";
import { functionOf, ofType, one, parsed, types } from "./stack.ts";

const { inputs } = one(types.schedule, "crisscross-local-ReconcileScheduleSchedule");
const target = inputs.target as Record<string, unknown>;
const { arn } = functionOf("reconcile");

it("runs reconcile every minute, on the minute it is due, and Scheduler hands each event over once", () => {
  expect(inputs).toMatchObject({
    scheduleExpression: "rate(1 minute)",
    flexibleTimeWindow: { mode: "OFF" },
    state: "ENABLED",
    target: { arn, input: "{}", retryPolicy: { maximumRetryAttempts: 0 } },
  });
});

it("runs as a role of its own that may invoke reconcile and nothing else, and only the scheduler may take", () => {
  const [role] = ofType(types.role).filter((found) => found.arn === target.roleArn);
  const policies = role?.inputs.inlinePolicies as { policy: string }[];
  expect(policies.map(({ policy }) => (parsed(policy) as { Statement: unknown }).Statement)).toEqual([
    [{ Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: [arn] }],
  ]);
  expect(parsed(role?.inputs.assumeRolePolicy)).toMatchObject({
    Statement: [
      {
        Effect: "Allow",
        Action: ["sts:AssumeRole"],
        Principal: { Service: ["scheduler.amazonaws.com"] },
        Condition: { StringEquals: { "aws:SourceAccount": ["000000000000"] } },
      },
    ],
  });
});

it("ends a run before the next one starts", () => {
  expect(Number(functionOf("reconcile").inputs.timeout)).toBeLessThan(60);
});

it("tells consume the delivery after which its queue gives a block up", () => {
  const { variables } = functionOf("consume", "eu-west-2").inputs.environment as {
    variables: Record<string, string>;
  };
  const queue = one(types.queue, "crisscross-local-BlocksEuWest2Queue", "eu-west-2");
  const redrive = parsed(queue.inputs.redrivePolicy) as { maxReceiveCount: number };
  expect(Number(variables.MAX_RECEIVE_COUNT)).toBe(redrive.maxReceiveCount);
});
