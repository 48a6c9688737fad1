/**
 * What freezing environments between their invocations costs a call: `node bench/freeze.ts [pairs]`. A call to a frozen
 * environment and one to another that is not, next to each other, in turned order.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { createLambdaHost } from "../packages/local/src/lambda/host.ts";

const pairs = Number(process.argv[2] ?? 500);
const root = new URL("..", import.meta.url).pathname;

async function open(freeze: boolean) {
  const host = createLambdaHost({
    endpoint: "http://127.0.0.1:9",
    functionDefaults: {},
    cores: 2,
    freeze,
    onRecord: () => {},
  });
  await host.add({
    name: "one",
    region: "us-east-1",
    arn: "arn:aws:lambda:us-east-1:000000000000:function:one",
    roleArn: "arn:aws:iam::000000000000:role/one",
    source: { root, handler: "bench/environments-handler.handler", esbuild: {} },
    memoryMb: 256,
    timeoutMs: 60_000,
    variables: { AWS_REGION: "us-east-1" },
    logGroup: "one",
  });
  const call = { region: "us-east-1", functionName: "one", payload: Buffer.from('{"do":"nothing"}') };
  return {
    stop: host.stop,
    /** How long the caller waited beyond the function's own time, in ms. */
    async overheadMs(): Promise<number> {
      const startMs = performance.now();
      const result = await host.invoke(call);
      const waitedMs = performance.now() - startMs;
      if (result.kind !== "answer") throw new Error(result.kind);
      return waitedMs - (result.warmMs ?? 0);
    },
  };
}

const quantile = (values: number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(q * values.length)] ?? Number.NaN;

const [still, going] = [await open(true), await open(false)];
const found = { still: [] as number[], going: [] as number[], ratio: [] as number[] };
for (let pair = -20; pair < pairs; pair++) {
  const order = pair % 2 === 0 ? [still, going] : [going, still];
  const took = new Map<typeof still, number>();
  for (const one of order) {
    // The one called last has asked for its next event by then, and stands still.
    await sleep(3);
    took.set(one, await one.overheadMs());
  }
  const [a = 0, b = 0] = [took.get(still), took.get(going)];
  if (pair < 0) continue;
  found.still.push(a);
  found.going.push(b);
  found.ratio.push(a / b);
}
for (const [name, values] of Object.entries(found))
  console.log(`${name}: p50 ${quantile(values, 0.5).toFixed(2)}, p90 ${quantile(values, 0.9).toFixed(2)}`);
await Promise.all([still.stop(), going.stop()]);
