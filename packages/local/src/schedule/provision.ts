import type { Resource } from "../graph/graph.ts";
import { readBlock, readOptionalText, readText } from "../graph/inputs.ts";
import { text } from "../graph/limits.ts";
import { permits } from "../iam/evaluate.ts";
import type { Kinds, Running } from "../service/service.ts";
import { deliver, type Post } from "./deliver.ts";
import { parseRate } from "./expression.ts";
import { runSchedule, type Timers } from "./run-schedule.ts";

/** What a schedule needs. */
export interface ScheduleSite extends Post {
  resources: readonly Resource[];
  timers: Timers;
}

export const scheduleKinds: Kinds<ScheduleSite> = {
  "aws:scheduler/schedule:Schedule": {
    rules: {
      used: ["scheduleExpression", "state", "target"],
      inert: { groupName: "part of the ARN", scheduleExpressionTimezone: "a rate has none" },
      fixed: { flexibleTimeWindow: [{ mode: "OFF" }], state: ["ENABLED", "DISABLED"] },
      limits: {
        name: text(
          "EventBridge Scheduler API Reference",
          /^[\w.-]{1,64}$/,
          "1 to 64 letters, digits, . - and _",
        ),
      },
    },
    prepare: prepareSchedule,
  },
};

interface TargetInputs {
  arn: string;
  roleArn: string;
  input: string;
  /** No effect here: a function on this machine takes an event at the first attempt or never. */
  retryPolicy: object;
}

const targetInputs = new Set(["arn", "roleArn", "input", "retryPolicy"]);

/** Checks what CreateSchedule checks, and returns what starts the schedule once all is in place. */
function prepareSchedule(site: ScheduleSite, resource: Resource): () => Running {
  const everyMs = readEveryMs(resource);
  const target = readBlock<TargetInputs>(resource, "target") ?? {};
  const stranger = Object.keys(target).find((name) => !targetInputs.has(name));
  if (stranger !== undefined) throw refuse(resource, `the local cloud does not support target.${stranger}`);
  const { arn = "", roleArn = "", input = "" } = target;
  if (!site.resources.some((other) => other.type === "aws:lambda/function:Function" && other.arn === arn))
    throw refuse(
      resource,
      `its target ${arn} is no function of the graph, and other targets are not supported`,
    );
  if (input === "" || input.includes("<aws.scheduler."))
    throw refuse(resource, "its target needs an input without placeholders; others are not supported");
  const trust = site.roles.get(roleArn)?.trust ?? [];
  const principals = ["Service:scheduler.amazonaws.com"];
  const context = { "aws:SourceAccount": site.accountId };
  if (!permits(trust, { action: "sts:AssumeRole", resource: roleArn, principals, context }))
    throw refuse(
      resource,
      `The execution role you provide must allow AWS EventBridge Scheduler to assume the role (${roleArn})`,
    );
  const schedule = readText(resource, "name");
  const fire = () => deliver(site, { schedule, functionArn: arn, roleArn, input });
  const isEnabled = readOptionalText(resource, "state") !== "DISABLED";
  return () => (isEnabled ? runSchedule(everyMs, fire, site.timers) : { stop: () => Promise.resolve() });
}

function readEveryMs(resource: Resource): number {
  try {
    return parseRate(readText(resource, "scheduleExpression"));
  } catch (cause) {
    throw refuse(resource, cause instanceof Error ? cause.message : String(cause));
  }
}

function refuse(resource: Resource, reason: string): Error {
  return new Error(`The schedule ${resource.name} (${resource.region}) is refused: ${reason}.`);
}
