import type { Resource } from "@crisscross/local/graph/graph";
import { describe, expect, it } from "vitest";
import { until } from "../../support/until.ts";
import { buildGraph, functionArn, type Grant, lambda, queueArn, role, roleArn } from "../fixtures/graph.ts";
import { readLogged } from "../fixtures/logged.ts";
import { openSession } from "../fixtures/session.ts";
import { createFakeTimers } from "./fake-timers.ts";

const invoke: Grant = { actions: ["lambda:InvokeFunction"], resources: [functionArn("worker")] };
const event = { Records: [{ messageId: "m1", body: '{"id":"scheduled"}' }] };

/** The role a schedule runs as, its trust policy as a document, which Pulumi takes too. */
function scheduleRole(grants: Grant[], service = "scheduler.amazonaws.com"): Resource {
  const made = role("schedule", grants);
  const trust = [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }];
  return {
    ...made,
    inputs: { ...made.inputs, assumeRolePolicy: { Version: "2012-10-17", Statement: trust } },
  };
}

function schedule(inputs: Record<string, unknown> = {}, target: Record<string, unknown> = {}): Resource {
  return {
    type: "aws:scheduler/schedule:Schedule",
    name: "every",
    region: "us-east-1",
    id: "every",
    inputs: {
      name: "every",
      scheduleExpression: "rate(1 minute)",
      flexibleTimeWindow: { mode: "OFF" },
      state: "ENABLED",
      target: {
        arn: functionArn("worker"),
        roleArn: roleArn("schedule"),
        input: JSON.stringify(event),
        retryPolicy: { maximumRetryAttempts: 0 },
        ...target,
      },
      ...inputs,
    },
  };
}

const worker = lambda("worker", { handler: "worker.handler" });
const open = async (...resources: Resource[]) => {
  const timers = createFakeTimers(Date.UTC(2026, 10, 22));
  const session = await openSession({ graph: buildGraph(worker, resources), timers });
  const batches = () => readLogged<{ batch: string[] }>(session.events, "batch").map(({ batch }) => batch);
  return { ...session, timers, batches };
};

describe("a schedule", () => {
  it("invokes its function with its input, each time it is due, and no more once the cloud has stopped", async () => {
    const { cloud, timers, batches } = await open(scheduleRole([invoke]), schedule());
    await until(() => batches().length === 1 || undefined);
    await timers.pass(59_999);
    expect(batches()).toHaveLength(1);
    await timers.pass(60_001);
    await until(() => batches().length === 3 || undefined);
    expect(batches()[0]).toEqual(["scheduled"]);
    await cloud.stop();
    await timers.pass(600_000);
    expect(batches()).toHaveLength(3);
  });

  it("that is disabled invokes nothing", async () => {
    const { cloud, timers } = await open(scheduleRole([invoke]), schedule({ state: "DISABLED" }));
    await timers.pass(600_000);
    expect(cloud.lambda.environments()).toEqual([]);
    await cloud.stop();
  });

  it("whose role may not invoke is denied, and says so", async () => {
    const { cloud, events } = await open(scheduleRole([]), schedule());
    await until(() => events.find(({ kind }) => kind === "denied"));
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: "denied",
        action: "lambda:InvokeFunction",
        resource: functionArn("worker"),
        message: expect.stringMatching(
          /^User: arn:aws:sts::000000000000:assumed-role\/schedule\/every is not authorized/,
        ),
      }),
    );
    await cloud.stop();
  });
});

describe("a schedule is refused", () => {
  it.each<[string, Resource[], RegExp]>([
    [
      "when its expression is wrong",
      [schedule({ scheduleExpression: "rate(1)" })],
      /"rate\(1\)": is no schedule expression/,
    ],
    [
      "when it has a dead-letter queue",
      [schedule({}, { deadLetterConfig: { arn: queueArn("dead") } })],
      /does not support target\.deadLetterConfig/,
    ],
    [
      "when the scheduler may not assume its role",
      [scheduleRole([invoke], "lambda.amazonaws.com"), schedule()],
      /must allow AWS EventBridge Scheduler to assume the role/,
    ],
    [
      "when its target is no function",
      [schedule({}, { arn: queueArn("q") })],
      /target arn:aws:sqs:\S+ is no function/,
    ],
    ["when it has no input", [schedule({}, { input: undefined })], /needs an input/],
    [
      "when its target asks for more than is built",
      [schedule({}, { ecsParameters: {} })],
      /does not support target\.ecsParameters/,
    ],
    [
      "when it has a flexible window",
      [schedule({ flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: 5 } })],
      /flexibleTimeWindow/,
    ],
  ])("%s", async (_, resources, message) => {
    await expect(open(...resources)).rejects.toThrow(message);
  });
});
