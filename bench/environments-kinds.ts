import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { Bundle } from "../packages/local/src/lambda/bundle.ts";
import { startMember } from "../packages/local/src/lambda/member.ts";
import type { Order } from "./environments-handler.ts";

export interface Built {
  bundle: Bundle;
  runtimeFile: string;
  workerFile: string;
  cacheDirectory: string;
}

/** One running environment of either kind, told what to do and timed from outside. */
export interface Subject {
  ready: Promise<unknown>;
  /** INIT in ms as stamped inside the environment, however late the host noticed; may be asked once, first. */
  init: () => Promise<number>;
  call: (order: Order) => Promise<number[]>;
  stop: () => Promise<unknown>;
  /** The process it runs in, when that is not the host's. */
  pid: number | undefined;
}

export type Starter = (built: Built) => Subject;

const variables = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "bench", AWS_SECRET_ACCESS_KEY: "bench" };

const startProcess: Starter = ({ bundle, runtimeFile, cacheDirectory }) => {
  const { environment, invoke } = startMember({
    environmentId: "bench",
    spec: {
      name: "bench",
      region: "us-east-1",
      arn: "arn:aws:lambda:us-east-1:000000000000:function:bench",
      roleArn: "arn:aws:iam::000000000000:role/bench",
      source: { root: "", handler: "bench.handler", esbuild: {} },
      memoryMb: 256,
      timeoutMs: 600_000,
      variables: {},
      logGroup: "/aws/lambda/bench",
    },
    bundle,
    runtimeFile,
    cacheDirectory,
    reach: { endpoint: "http://127.0.0.1:9" },
    defaults: variables,
    onRecord: () => {},
    freezes: false,
  });
  const run = async (order: Order) => {
    const invocation = { requestId: "bench", functionArn: "bench" };
    const { outcome } = await invoke(invocation, Buffer.from(JSON.stringify(order)));
    if (outcome.status !== "success") throw new Error(Buffer.from(outcome.payload).toString());
    return outcome;
  };
  return {
    ready: environment.started,
    init: async () => ((await run({ do: "nothing" })).initUs ?? Number.NaN) / 1000,
    call: async (order) => JSON.parse(Buffer.from((await run(order)).payload).toString()),
    stop: () => {
      environment.kill();
      return environment.ended;
    },
    pid: environment.pid,
  };
};

const startWorker: Starter = ({ bundle, workerFile }) => {
  const spawnedUs = Number(process.hrtime.bigint() / 1000n);
  const worker = new Worker(workerFile, {
    workerData: { bundleFile: bundle.file },
    env: variables,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 230 },
  });
  const ready = once(worker, "message");
  return {
    ready,
    init: async () => ((await ready)[0] - spawnedUs) / 1000,
    async call(order) {
      worker.postMessage(Buffer.from(JSON.stringify(order)));
      const [answer] = await once(worker, "message");
      return JSON.parse(answer.body);
    },
    stop: () => worker.terminate(),
    pid: undefined,
  };
};

export const starters: Record<string, Starter> = {
  process: startProcess,
  worker: startWorker,
  "process, no compile cache": (built) => startProcess({ ...built, cacheDirectory: "" }),
};

/** Proportional set size: pages shared by n processes count one n-th. Linux only. */
export function proportionalMb(pid = process.pid): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1024;
}
