/** The function both kinds of execution environment run; `sdk` is there to be loaded, as consume and outer load it. */
import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";

export type Order =
  | { do: "nothing" }
  | { do: "echo"; port: number; count: number }
  | { do: "timer"; count: number }
  | { do: "burn"; forMs: number };

export const sdk = [LambdaClient, DynamoDBClient];
const asked = { timerMs: 2 };
let socket: Socket | undefined;
let served = 0;

/**
 * Returns the samples of `echo` (round trip to a third process) and `timer` (how late a 2 ms timer is) in µs;
 * `nothing` returns how many calls this environment has served, so that a rate counts only calls that ran.
 */
export async function handler(order: Order): Promise<number[]> {
  served++;
  if (order.do === "echo") return echo(order.port, order.count);
  if (order.do === "timer") return timer(order.count);
  if (order.do === "burn") burn(order.forMs);
  return [served];
}

async function echo(port: number, count: number): Promise<number[]> {
  if (socket === undefined) {
    socket = createConnection(port, "127.0.0.1").setNoDelay();
    await once(socket, "connect");
  }
  const samples: number[] = [];
  for (let index = 0; index < count; index++) {
    const startMs = performance.now();
    socket.write("x");
    await once(socket, "data");
    samples.push((performance.now() - startMs) * 1000);
    await wait(1);
  }
  return samples;
}

async function timer(count: number): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < count; index++) {
    const startMs = performance.now();
    await wait(asked.timerMs);
    samples.push((performance.now() - startMs - asked.timerMs) * 1000);
  }
  return samples;
}

/** Parses and makes garbage, as a function handling JSON does. */
function burn(forMs: number): void {
  const text = JSON.stringify(Array.from({ length: 500 }, (_, index) => ({ index, name: `n${index}` })));
  const endMs = performance.now() + forMs;
  while (performance.now() < endMs) JSON.parse(text);
}
