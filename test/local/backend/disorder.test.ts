import * as sns from "@aws-sdk/client-sns";
import { SNSClient } from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import { describe, expect, it, onTestFinished } from "vitest";
import { until } from "../../support/until.ts";
import {
  buildGraph,
  queue,
  queuePolicy,
  queueUrl,
  subscription,
  topic,
  topicArn,
} from "../fixtures/graph.ts";
import { openSession } from "../fixtures/session.ts";

const names = ["near", "far"];
const graph = buildGraph(
  topic("news"),
  ...names.flatMap((name) => [
    queue(name),
    queuePolicy(name, "news"),
    subscription("news", name, { place: [name] }),
  ]),
);

type Unkind = Pick<Parameters<typeof openSession>[0], "disorder" | "filtersAfterMs">;

async function open(unkind: Unkind) {
  const { cloud } = await openSession({ graph, ...unkind });
  const config = { region: "us-east-1", endpoint: cloud.endpoint, credentials: cloud.credentials };
  const topics = new SNSClient(config);
  const queues = new sqs.SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  onTestFinished(async () => {
    topics.destroy();
    queues.destroy();
    await cloud.stop();
  });
  return {
    cloud,
    publish: (Message: string, place = "near") =>
      topics.send(
        new sns.PublishCommand({
          TopicArn: topicArn("news"),
          Message,
          MessageAttributes: { place: { DataType: "String", StringValue: place } },
        }),
      ),
    /** Receives and deletes until there is nothing; the ids of bodies in the order in which they came. */
    async drain(name: string): Promise<string[]> {
      const QueueUrl = queueUrl(name);
      const bodies: string[] = [];
      for (;;) {
        const { Messages = [] } = await queues.send(new sqs.ReceiveMessageCommand({ QueueUrl }));
        if (Messages.length === 0) return bodies;
        for (const { Body = "", ReceiptHandle } of Messages) {
          await queues.send(new sqs.DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
          bodies.push(Body);
        }
      }
    },
  };
}

const texts = Array.from({ length: 40 }, (_, place) => String(place));

describe("a standard queue", () => {
  it("loses nothing, repeats what was deleted and keeps no order, the same for the same seed", async () => {
    const run = async (seed: number) => {
      const { publish, drain } = await open({ disorder: { seed, overtakes: 0.5, repeats: 0.2 } });
      for (const text of texts) await publish(text);
      return drain("near");
    };
    const came = await run(7);
    expect(new Set(came)).toEqual(new Set(texts));
    expect(came.length).toBeGreaterThan(texts.length);
    const firsts = [...new Set(came)];
    expect(firsts).not.toEqual(texts);
    expect(await run(7)).toEqual(came);
    expect(await run(8)).not.toEqual(came);
  });

  it("gives each message once and in order where that is off", async () => {
    const { publish, drain } = await open({ disorder: false });
    for (const text of texts) await publish(text);
    expect(await drain("near")).toEqual(texts);
  });
});

describe("the filter policy of a new subscription", () => {
  it("takes effect late: everything is delivered until then", async () => {
    const { publish, drain, cloud } = await open({ filtersAfterMs: 900_000 });
    await publish("one");
    expect(await Promise.all(names.map(drain))).toEqual([["one"], ["one"]]);
    expect(cloud.unkindness).toEqual(["late-filters"]);
  });

  it("takes effect in the end", async () => {
    const { publish, drain } = await open({ filtersAfterMs: 1 });
    await until(async () => {
      await publish("one");
      const [near, far] = await Promise.all(names.map(drain));
      return near?.length === 1 && far?.length === 0;
    });
  });
});
