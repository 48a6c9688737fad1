/** The rejected execution environment: a worker thread, with the same order of things as the product's runtime. */

import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

const module: { handler: (order: unknown) => Promise<unknown> } = await import(
  pathToFileURL(workerData.bundleFile).href
);
parentPort?.on("message", async (payload: Uint8Array) => {
  const startMs = performance.now();
  const answer = await module.handler(JSON.parse(Buffer.from(payload).toString("utf8")));
  const body = JSON.stringify(answer);
  parentPort?.postMessage({ body, durationMs: performance.now() - startMs });
});
parentPort?.postMessage(Number(process.hrtime.bigint() / 1000n));
