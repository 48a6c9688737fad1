import { existsSync, readFileSync } from "node:fs";
import { parseGraph, type Resource, type ResourceGraph } from "@crisscross/local/graph/graph";
import { selectResources } from "@crisscross/local/provision/provision";
import { describe, expect, it } from "vitest";
import { startRecorded } from "../../support/cloud.ts";
import {
  buildGraph,
  functionArn,
  lambda,
  mapping,
  pollGrant,
  queue,
  queuePolicy,
  role,
  roleArn,
  subscription,
  table,
  topic,
} from "../fixtures/graph.ts";
import { openSession, readEnvironment } from "../fixtures/session.ts";

const start = (graph: ResourceGraph) => startRecorded({ graph, root: `${import.meta.dirname}/../fixtures` });
const plain = (type: string, inputs: Record<string, unknown> = {}): Resource => ({
  type,
  name: "odd",
  region: "us-east-1",
  id: "odd",
  inputs,
});
const worker = (extra: Record<string, unknown> = {}, grants = [pollGrant("q")]) =>
  lambda("worker", { handler: "worker.handler", grants, inputs: extra });

describe("provisioning refuses", () => {
  it.each<[string, ResourceGraph, RegExp]>([
    ["a type it does not know", buildGraph(plain("aws:ec2/vpc:Vpc")), /aws:ec2\/vpc:Vpc \(odd\)/],
    [
      "an input it does not support",
      buildGraph(queue("q", { fifoThroughputLimit: "perQueue" })),
      /queue:Queue q sets fifoThroughputLimit/,
    ],
    [
      "a value it does not support",
      buildGraph(queue("q", { fifoQueue: true })),
      /fifoQueue to true.*only false/,
    ],
    [
      "a function that logs as text, as those without loggingConfig do",
      buildGraph(worker({ loggingConfig: {} })),
      /function worker has the log format Text; the local cloud supports JSON/,
    ],
    [
      "a stage that is not the default one",
      buildGraph(plain("aws:apigatewayv2/stage:Stage", { apiId: "a", name: "dev" })),
      /Stage odd sets name to "dev".*\$default/,
    ],
    [
      "a subscription that is not a queue's or by e-mail",
      buildGraph(topic("t"), {
        ...subscription("t", "q", {}),
        inputs: { ...subscription("t", "q", {}).inputs, protocol: "https" },
      }),
      /protocol to "https".*"sqs"/,
    ],
    [
      "two queues of one name",
      buildGraph(queue("q"), queue("q", {}, "eu-west-2")),
      /us-east-1.*eu-west-2.*both called q/,
    ],
    ["a region without known round trips", buildGraph(queue("q", {}, "mars-north-1")), /mars-north-1/],
    [
      "a function without its handler's source",
      buildGraph(lambda("f", { handler: "nowhere.handler" })),
      /nowhere/,
    ],
    [
      "a function whose secret is not given",
      buildGraph(lambda("f", { handler: "relay.handler", links: { Key: { value: "secret:Key" } } })),
      /function f needs the secret Key/,
    ],
    [
      "a function whose role Lambda cannot assume",
      buildGraph(worker(), {
        ...role("worker-us-east-1", []),
        inputs: { assumeRolePolicy: '{"Statement":[]}', inlinePolicies: [] },
      }),
      /cannot be assumed by Lambda/,
    ],
    [
      "a mapping whose role may not poll",
      buildGraph(queue("q"), worker({}, []), mapping("q", "worker")),
      /ReceiveMessage, DeleteMessage, GetQueueAttributes on SQS/,
    ],
    [
      "a mapping whose role lacks one action",
      buildGraph(
        queue("q"),
        worker({}, [{ ...pollGrant("q"), actions: ["sqs:ReceiveMessage", "sqs:GetQueueAttributes"] }]),
        mapping("q", "worker"),
      ),
      /permissions to call DeleteMessage on SQS/,
    ],
    [
      "a visibility timeout below the function's timeout",
      buildGraph(queue("q", { visibilityTimeoutSeconds: 5 }), worker({ timeout: 6 }), mapping("q", "worker")),
      /5 seconds is less than Function timeout: 6 seconds/,
    ],
    [
      "a mapping of a function that is isolated by tenant",
      buildGraph(
        queue("q"),
        worker({ tenancyConfig: { tenantIsolationMode: "PER_TENANT" } }),
        mapping("q", "worker"),
      ),
      /worker is isolated by tenant, and a mapping names no tenant/,
    ],
    [
      "a large batch without a window",
      buildGraph(queue("q"), worker(), mapping("q", "worker", { batchSize: 11 })),
      /batch window/,
    ],
    [
      "a mapping of a queue that is not there",
      buildGraph(worker(), mapping("q", "worker")),
      /refused: there is no aws:sqs\/queue:Queue/,
    ],
  ])("%s", async (_, graph, message) => {
    await expect(start(graph)).rejects.toThrow(message);
  });
});

describe("a function", () => {
  it("gets its own variables, those it has overridden, and neither keys nor files of encrypted links", async () => {
    const variables = { SHARED: "own", OTHER: "kept", SST_KEY: "k", SST_KEY_FILE: "resource.enc" };
    const { cloud } = await openSession({
      graph: buildGraph(
        lambda("holder", { handler: "relay.handler", inputs: { environment: { variables } } }),
        lambda("plain", { handler: "relay.handler" }),
      ),
      variables: { SHARED: "overridden" },
    });
    const held = await readEnvironment(cloud, "holder", "us-east-1");
    expect(held).toMatchObject({ SHARED: "overridden", OTHER: "kept", CRISSCROSS_WAN: "none" });
    expect(held).not.toHaveProperty("SST_KEY");
    expect(held).not.toHaveProperty("SST_KEY_FILE");
    expect(await readEnvironment(cloud, "plain", "us-east-1")).not.toHaveProperty("SHARED");
    await cloud.stop();
  });

  it("writes no log when its role does not let it", async () => {
    const graph = buildGraph(lambda("caller", { handler: "gatekeeper.handler" }));
    const denied = role("caller-us-east-1", [{ actions: ["logs:CreateLogStream"], resources: ["*"] }]);
    graph.resources = graph.resources.map((resource) => (resource.id === denied.id ? denied : resource));
    const { cloud, events } = await openSession({ graph });
    await cloud.lambda.invoke({
      region: "us-east-1",
      functionName: functionArn("caller"),
      payload: Buffer.from("{}"),
    });
    expect(events.filter(({ kind }) => kind === "log")).toEqual([]);
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: "denied",
        action: "logs:PutLogEvents",
        principal: expect.stringContaining(roleArn("caller-us-east-1").split("/")[1] ?? ""),
      }),
    );
    await cloud.stop();
  });
});

describe("choosing regions", () => {
  const graph = buildGraph(
    topic("t"),
    ["us-west-1", "eu-west-2"].flatMap((region) => [
      queue(`q-${region}`, {}, region),
      queuePolicy(`q-${region}`, "t", region),
      subscription("t", `q-${region}`, {}, region),
      table(`t-${region}`, region),
    ]),
  );

  it("keeps the home region, what is in the others, and the subscriptions of their queues", () => {
    const kept = selectResources(graph, ["eu-west-2"]).map(({ name }) => name);
    expect(kept.sort()).toEqual(
      ["q-eu-west-2", "q-eu-west-2Policy", "t", "t-eu-west-2", "t-q-eu-west-2"].sort(),
    );
  });

  it("refuses a region the graph lacks, naming those it has", () => {
    expect(() => selectResources(graph, ["sa-east-1"])).toThrow(/sa-east-1.*eu-west-2, us-east-1, us-west-1/);
  });
});

describe("reading a graph", () => {
  it("refuses what synth would not write, naming the field", () => {
    const [one] = buildGraph(queue("q")).resources;
    const broken = { ...buildGraph(queue("q")), resources: [{ ...one, region: 7 }] };
    expect(() => parseGraph(broken)).toThrow(/resources\.0\.region.*npm run synth/);
  });
});

describe("the project's own resources", () => {
  const file = new URL("../../../stacks/resources.json", import.meta.url);

  it("are all built, each reported once, and go away again", async () => {
    expect(existsSync(file)).toBe(true);
    const graph = parseGraph(JSON.parse(readFileSync(file, "utf8")));
    const { cloud, events } = await startRecorded({
      graph,
      root: new URL("../../..", import.meta.url).pathname,
      secrets: { TokenHashes: "0".repeat(64) },
    });
    const done = events.flatMap((event) =>
      event.kind === "provisioned" ? [`${event.done}/${event.total}`] : [],
    );
    const total = graph.resources.length;
    expect(done).toEqual(Array.from({ length: total }, (_, index) => `${index + 1}/${total}`));
    expect(cloud.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${cloud.apiUrl}/v1/jobs`)).status).toBe(401);
    await cloud.stop();
    await expect(fetch(cloud.endpoint)).rejects.toThrow();
  });
});
