import { Logger } from "@aws-lambda-powertools/logger";
import { BlockMessage } from "@crisscross/core/job/block-message";
import type { MetricDatum } from "@crisscross/core/metrics/metric-datum";
import { openMetrics } from "@crisscross/functions/aws/metrics";
import { consumeBlock } from "@crisscross/functions/blocks/consume-block";
import { batchHandler } from "@crisscross/functions/edges/process-batch";
import { publishMetrics } from "@crisscross/functions/edges/publish-metrics";
import type { Context, SQSEvent } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerOf, fakeCalls } from "../calls/fake-caller.ts";
import { createMemoryStore } from "../results/memory-store.ts";
import { levelOf, messageOf, recordOf, startMs } from "../results/samples.ts";

const origin = "ap-south-1";
const namespace = "Crisscross/test";
const data: readonly MetricDatum[] = [
  { name: "Probes", dimensions: { origin }, values: [3] },
  { name: "Lateness", dimensions: { origin }, values: [1, 2.5, 0] },
  { name: "Total", dimensions: { origin, variant: "bare" }, values: [300, 310.5] },
  { name: "CellFailed", dimensions: { origin, target: "us-west-1" }, values: [1] },
];

/** What is written to stdout. Powertools writes there itself, past the console. */
function recordOutput(write: (line: string) => void) {
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    for (const line of String(chunk).split("\n").filter(Boolean)) write(line);
    return true;
  });
}

beforeEach(() => {
  for (const [name, value] of [
    ["AWS_ACCESS_KEY_ID", "key"],
    ["AWS_SECRET_ACCESS_KEY", "secret"],
    ["POWERTOOLS_DEV", undefined],
    ["POWERTOOLS_METRICS_DISABLED", undefined],
  ] as const)
    vi.stubEnv(name, value);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("metrics in the embedded format", () => {
  it("are one document for each set of dimensions, with all values, and no dimension but the table's", async () => {
    const lines: string[] = [];
    recordOutput((line) => lines.push(line));
    const metrics = openMetrics({ namespace, region: origin, homeRegion: origin, logger: new Logger() });
    await metrics.publish(data);
    const documents = lines.map((line) => JSON.parse(line));
    expect(documents).toEqual([
      {
        _aws: {
          Timestamp: expect.any(Number),
          CloudWatchMetrics: [
            {
              Namespace: namespace,
              Dimensions: [["origin"]],
              Metrics: [
                { Name: "Probes", Unit: "Count" },
                { Name: "Lateness", Unit: "Milliseconds" },
              ],
            },
          ],
        },
        origin,
        Probes: 3,
        Lateness: [1, 2.5, 0],
      },
      {
        _aws: {
          Timestamp: expect.any(Number),
          CloudWatchMetrics: [
            {
              Namespace: namespace,
              Dimensions: [["origin", "variant"]],
              Metrics: [{ Name: "Total", Unit: "Milliseconds" }],
            },
          ],
        },
        origin,
        variant: "bare",
        Total: [300, 310.5],
      },
      expect.objectContaining({ origin, target: "us-west-1", CellFailed: 1 }),
    ]);
  });
});

describe("publishing", () => {
  const open = (atHome: boolean, put: (data: readonly MetricDatum[]) => Promise<void> = async () => {}) => {
    const here: string[] = [];
    const away: string[] = [];
    const failures: (readonly string[])[] = [];
    const deps = {
      atHome,
      embed: (set: readonly MetricDatum[]) => void here.push(set.map(({ name }) => name).join()),
      async put(set: readonly MetricDatum[]) {
        await put(set);
        away.push(set.map(({ name }) => name).join());
      },
      failed: (names: readonly string[]) => void failures.push(names),
    };
    return { deps, here, away, failures };
  };

  it("puts what the table says is published at home there, from elsewhere", async () => {
    const { deps, here, away } = open(false);
    await publishMetrics(deps, data);
    expect({ here, away }).toEqual({ here: ["Probes,Lateness", "Total"], away: ["CellFailed"] });
  });

  it("calls nothing while there is nothing to put", async () => {
    const { deps, away } = open(false);
    await publishMetrics(deps, data.slice(0, 3));
    expect(away).toEqual([]);
  });

  it("embeds everything at home", async () => {
    const { deps, here, away } = open(true);
    await publishMetrics(deps, data);
    expect({ here, away }).toEqual({ here: ["Probes,Lateness", "Total", "CellFailed"], away: [] });
  });

  it("reports what could not be put and does not fail: the block is stored", async () => {
    const { deps, failures } = open(false, () => Promise.reject(new Error("throttled")));
    await publishMetrics(deps, data);
    expect(failures).toEqual([["CellFailed"]]);
  });
});

describe("between the marks of a probe", () => {
  it("nothing is logged, embedded or stored: each block's output follows its last mark and its write", async () => {
    const calls = fakeCalls(() => answerOf(levelOf()));
    const { journal } = calls;
    recordOutput((line) => journal.push(line.includes("_aws") ? "embed" : "log"));
    const logger = new Logger();
    const store = createMemoryStore();
    await store.putJob(recordOf("job-1"));
    const deps = {
      ...calls.callDeps,
      names: { outer: "outer", inner: "inner", innerDb: "inner-db" },
      isolatedNames: { outer: "outer-isolated", inner: "inner-isolated", innerDb: "inner-db-isolated" },
      blocks: {
        async putBlock(block: Parameters<typeof store.putBlock>[0]) {
          journal.push("store");
          return store.putBlock(block);
        },
      },
      arrivals: store,
      metrics: openMetrics({ namespace, region: origin, homeRegion: origin, logger }),
      queue: { hide: async () => {} },
      reconcile: async () => {},
      notAsked: expect.unreachable,
      blocksHeld: 4,
      maxReceives: 5,
      region: origin,
      wan: "none" as const,
      environment: "consume-1",
      build: "",
      nowMs: () => startMs,
      countProbe: () => 0,
      sleep: async () => {},
    };
    const handler = batchHandler(logger, {
      schema: BlockMessage,
      idsOf: ({ job }) => ({ job }),
      poisoned: async () => {},
      async handle(message) {
        const times = {
          receipt: "r",
          receives: 1,
          enqueuedAtMs: startMs,
          firstReceivedAtMs: startMs,
        };
        logger.info(`block.${await consumeBlock(deps, { message, ...times }, 120_000)}`);
      },
    });
    await handler(batchOf([0, 1, 0]), {} as Context);
    const probe = ["mark", "prepare", "mark", "deadline", "mark", "send", "mark"];
    const block = [...probe, ...probe, "store", "embed", "embed", "embed", "log"];
    expect(journal).toEqual([...block, ...block, "embed", "log"]);
  });
});

function batchOf(indexes: readonly number[]): SQSEvent {
  const Records = indexes.map((index, place) => ({
    messageId: `m${place}`,
    body: JSON.stringify(messageOf({ index })),
    attributes: { ApproximateReceiveCount: "1" },
  }));
  return { Records } as unknown as SQSEvent;
}
