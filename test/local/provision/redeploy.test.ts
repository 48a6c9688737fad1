import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { createClients } from "@crisscross/local/service/clients";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  buildGraph,
  homeRegion,
  lambda,
  mapping,
  pollGrant,
  queue,
  queueArn,
  queueUrl,
  topic,
  topicArn,
} from "../fixtures/graph.ts";
import { eventually, openSession, readEnvironment, relay, type Session } from "../fixtures/session.ts";

const sends = { actions: ["sqs:SendMessage"], resources: [queueArn("inbox")] };
const relayed = lambda("sender", { handler: "relay.handler", grants: [sends] });
const muted = lambda("sender", { handler: "relay.handler" });
const [role, sender] = relayed;
const [mutedRole] = muted;
if (role === undefined || sender === undefined || mutedRole === undefined) throw new Error("no function");

/** Sends what it gets to the queue that feeds it. */
const loop = lambda("loop", {
  handler: "loop.handler",
  grants: [pollGrant("ring"), { actions: ["sqs:SendMessage"], resources: [queueArn("ring")] }],
});

const mail = {
  type: "aws:sns/topicSubscription:TopicSubscription",
  name: "mail",
  region: homeRegion,
  id: "mail",
  inputs: { topic: topicArn("alerts"), protocol: "email", endpoint: "someone@example.com" },
};

let session: Session;
beforeAll(async () => {
  const graph = buildGraph(
    queue("inbox"),
    queue("ring", { visibilityTimeoutSeconds: 60 }),
    topic("alerts"),
    mail,
    relayed,
    loop,
    mapping("ring", "loop"),
  );
  session = await openSession({ graph, regions: [homeRegion], alarmTickMs: 0 });
}, 60_000);
afterAll(() => session.cloud.stop());

const send = () =>
  relay(session.cloud, "sender", homeRegion, {
    service: "sqs",
    command: "SendMessage",
    input: { QueueUrl: queueUrl("inbox"), MessageBody: "hello" },
    region: homeRegion,
  });

describe("deploying into a running cloud", () => {
  it("takes a permission away from the environments that run, and gives it back", async () => {
    expect(await send()).toMatchObject({ ok: true });
    await session.cloud.deploy(mutedRole);
    expect(await send()).toMatchObject({ ok: false, name: "AccessDenied" });
    await session.cloud.deploy(role);
    expect(await send()).toMatchObject({ ok: true });
  });

  it("gives a function another configuration in new environments", async () => {
    const environment = { variables: { COLOUR: "green" } };
    await session.cloud.deploy({ ...sender, inputs: { ...sender.inputs, environment } });
    expect(await readEnvironment(session.cloud, "sender", homeRegion)).toMatchObject({ COLOUR: "green" });
    await session.cloud.deploy({ ...sender, inputs: { ...sender.inputs, reservedConcurrentExecutions: 0 } });
    await expect(send()).rejects.toThrow("ReservedFunctionConcurrentInvocationLimitExceeded");
    await session.cloud.deploy(sender);
    expect(await send()).toMatchObject({ ok: true });
    const living = session.cloud.lambda
      .environments()
      .filter(({ functionName }) => functionName === "sender");
    expect(living).toHaveLength(1);
  });

  it("refuses what it would not put in place, and what is not there yet", async () => {
    await expect(session.cloud.deploy(queue("inbox"))).rejects.toThrow(
      "aws:sqs/queue:Queue inbox (us-east-1) cannot be changed while the cloud runs",
    );
    await expect(session.cloud.deploy({ ...sender, name: "stranger" })).rejects.toThrow("it is not deployed");
  });
});

describe("a running cloud", () => {
  it("tells once what policies allow a role", async () => {
    for (let n = 0; n < 2; n++) await send();
    const allowed = session.events.filter(
      (event) => event.kind === "allowed" && event.access.action === "sqs:SendMessage",
    );
    const access = { action: "sqs:SendMessage", resource: queueArn("inbox") };
    expect(allowed).toEqual([{ kind: "allowed", roleArn: role.arn, access }]);
  });

  it("says of a subscription by e-mail that it does nothing", () => {
    expect(session.events).toContainEqual({
      kind: "inert",
      type: mail.type,
      name: "mail",
      reason: "the local cloud sends no mail",
    });
  });

  it("leaves out of the log what Lambda says about success, at the system log level WARN", async () => {
    const loggingConfig = { logFormat: "JSON", logGroup: "/aws/lambda/sender", systemLogLevel: "WARN" };
    await session.cloud.deploy({ ...sender, inputs: { ...sender.inputs, loggingConfig } });
    const payload = Buffer.from(JSON.stringify({ command: "ReadEnvironment" }));
    const call = { region: homeRegion, functionName: "sender", logTail: true };
    const well = await session.cloud.lambda.invoke({ ...call, payload });
    expect(well).toMatchObject({ kind: "answer", logTail: "" });
    const badly = await session.cloud.lambda.invoke({ ...call, payload: Buffer.from("{}") });
    const tail = badly.kind === "answer" ? Buffer.from(badly.logTail ?? "", "base64").toString() : "";
    expect(tail).toContain('"type":"platform.report"');
  });

  it("stops a function that feeds itself after 16 rounds", async () => {
    const { cloud, events } = session;
    const { clientsIn, close } = createClients(cloud.endpoint, cloud.credentials);
    await clientsIn(homeRegion).sqs.send(
      new SendMessageCommand({ QueueUrl: queueUrl("ring"), MessageBody: "round" }),
    );
    close();
    const rounds = () =>
      events.flatMap((event) =>
        event.kind === "invocation" && event.invocation.functionName === "loop"
          ? [event.invocation.outcome]
          : [],
      );
    // A round starts the next one before it ends itself, so the last two may end in either order.
    await eventually(() => rounds().length > 16 || undefined);
    expect(rounds().toSorted()).toEqual([...Array<string>(16).fill("ok"), "recursive"]);
  });

  it("makes messages in flight receivable at once when told to", async () => {
    const cut = () =>
      session.events.filter(
        (event) => event.kind === "invocation" && event.invocation.outcome === "recursive",
      );
    const before = cut().length;
    session.cloud.returnInFlight(queueArn("ring"));
    await eventually(() => cut().length > before || undefined);
  });
});
