import { beforeAll, expect, it, onTestFinished } from "vitest";
import type { ResourceGraph } from "../../scripts/graph.ts";
import { startSystem } from "../support/system.ts";
import { settingsEdit } from "./settings.ts";
import { arnOf, functionOf, home, one, parsed, probeRegions } from "./stack.ts";
import { synthesized } from "./synthesized.ts";

const schedule = "aws:scheduler/schedule:Schedule";
let unwatched: ResourceGraph;
let watched: ResourceGraph;
beforeAll(async () => {
  const none = settingsEdit('{ canaryMinutes: false, probeRegions: ["eu-west-2"] }');
  unwatched = await synthesized({ stage: "unwatched", edits: [none] });
  watched = await synthesized({ stage: "watched", edits: [settingsEdit("{ canaryMinutes: 15 }")] });
});

it("launches nothing unless a stage asks for it", () => {
  expect(unwatched.resources.filter(({ name }) => name.startsWith("Canary"))).toEqual([]);
});

it("submits a job through every origin that the API accepts", async () => {
  const graph = watched;
  const { inputs } = one(schedule, "crisscross-watched-CanaryScheduleSchedule", home, graph);
  const target = inputs.target as { arn: string; input: string };
  expect(inputs.scheduleExpression).toBe("rate(15 minutes)");
  expect(target.arn).toBe(arnOf("lambda", home, "function:crisscross-watched-api"));
  expect(functionOf("api", home, graph).arn).toBe(target.arn);

  // Nothing is told to the functions but what stacks/ tells them.
  const { cloud, stop } = await startSystem(graph, probeRegions, {
    variables: {},
    alarmTickMs: 0,
    wan: false,
    functionDefaults: { CRISSCROSS_WAN: "none" },
  });
  onTestFinished(stop);
  const payload = Buffer.from(target.input);
  const answer = await cloud.lambda.invoke({ region: home, functionName: target.arn, payload });
  if (answer.kind !== "answer") throw new Error(`the function did not answer: ${JSON.stringify(answer)}`);
  const { statusCode, body } = parsed(answer.payload.toString()) as { statusCode: number; body: string };
  expect(statusCode, body).toBe(202);
  expect(parsed(body)).toMatchObject({
    planned: probeRegions.length,
    canary: true,
    spec: { origins: probeRegions, timeLimitMinutes: 15 },
  });
}, 60_000);
