import { epochMs } from "@crisscross/core/edge/time";
import type { BlockMessage } from "@crisscross/core/job/block-message";
import type { JobRecord } from "@crisscross/core/job/job-record";
import type { PlannedBlock } from "@crisscross/core/job/plan";
import type { Call, Level } from "@crisscross/core/sample/call";
import type { Receipt } from "@crisscross/core/sample/receipt";
import type { Sample, StoredBlock } from "@crisscross/core/sample/stored-block";

/** A small job: 2 origins × 2 targets × bare, db-get × 5 samples. */
export function recordOf(spec: Partial<JobRecord["spec"]> = {}, probesPerBlock = 16): JobRecord {
  return {
    id: "job-1",
    createdAtMs: epochMs(1_800_000_000_000),
    spec: {
      origins: ["ap-south-1", "eu-west-2"],
      targets: ["us-west-1", "sa-east-1"],
      variants: ["bare", "db-get"],
      samples: 5,
      seed: 31,
      deadlineMs: 5_000,
      timeLimitMinutes: 60,
      load: { model: "sequential", gapMs: 0 },
      ...spec,
    },
    probesPerBlock,
    estimatedUsd: 0.01,
    wan: "simulated",
  };
}

export function receiptOf(durationUs: number, more: Partial<Receipt> = {}): Receipt {
  return { durationUs, billedMs: Math.ceil(durationUs / 1_000), memoryMb: 256, source: "json", ...more };
}

/** An account of an invocation by a warm environment. */
export function levelOf(more: Partial<Level> = {}): Level {
  return {
    environment: "environment-1",
    served: 3,
    initType: "on-demand",
    readyUs: 100_000,
    startUs: 900_000,
    endUs: 902_000,
    ...more,
  };
}

/** A call that was sent at 1 s and took `waitUs`. */
export function callOf(waitUs: number, more: Partial<Call> = {}): Call {
  return { region: "us-west-1", sentUs: 1_000_000, receivedUs: 1_000_000 + waitUs, outcome: "ok", ...more };
}

/** A nested bare sample: consume waits 300 ms for outer, which ran 250 ms and waited 220 ms for inner, which ran 2 ms. */
export function sampleOf(
  more: Partial<Sample> = {},
  inner: Partial<Call> = {},
  outer: Partial<Call> = {},
): Sample {
  const innerCall = callOf(220_000, {
    receipt: receiptOf(2_000),
    level: levelOf(),
    connection: "reused",
    ...inner,
  });
  return {
    seq: 0,
    target: "us-west-1",
    variant: "bare",
    intendedAtMs: epochMs(1_800_000_000_000),
    startedAtMs: epochMs(1_800_000_000_500),
    call: callOf(300_000, { receipt: receiptOf(250_000), level: levelOf({ call: innerCall }), ...outer }),
    ...more,
  };
}

export function blockOf(samples: readonly Sample[], more: Partial<StoredBlock> = {}): StoredBlock {
  return {
    job: "job-1",
    origin: "ap-south-1",
    index: 0,
    wan: "simulated",
    environment: "consume-1",
    receives: 1,
    publishedAtMs: epochMs(1_800_000_000_100),
    enqueuedAtMs: epochMs(1_800_000_000_200),
    firstReceivedAtMs: epochMs(1_800_000_000_300),
    startedAtMs: epochMs(1_800_000_000_400),
    samples: [...samples],
    ...more,
  };
}

/** What a planned block looks like once every probe of it went well. */
export function ranBlock(planned: PlannedBlock | BlockMessage): StoredBlock {
  const samples = planned.probes.map((probe) => {
    const db = { sentUs: 900_500, receivedUs: 901_500, outcome: "ok" as const };
    const level = levelOf(probe.variant.startsWith("db") ? { db } : {});
    return sampleOf({ ...probe }, { level });
  });
  return blockOf(samples, { job: planned.job, origin: planned.origin, index: planned.index });
}
