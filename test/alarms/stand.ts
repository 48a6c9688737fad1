import type { CloudEvent } from "@crisscross/local/events/event";
import type { ResourceGraph } from "@crisscross/local/graph/graph";
import { toEpochMs } from "@crisscross/local/time/times";
import { createFakeTimers } from "../local/schedule/fake-timers.ts";
import { isOver, type System, startSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { adapt } from "./adapt.ts";
import { createDatabase, type Database } from "./database.ts";
import { changesIn, isCanary, isReconciled } from "./happened.ts";
import { home, jobsQueue, otherProbes, prefix, probe, type Queue, unreachable } from "./places.ts";
import { type Changes, createChanges } from "./stand/changes.ts";
import { createMessages, type Messages } from "./stand/messages.ts";
import { createMinutes, type Minutes, minuteMs } from "./stand/minutes.ts";

/** The whole system on a local cloud, what can be done to it, and a CloudWatch whose time passes when told to. */
export interface Stand extends Changes, Messages, Omit<Minutes, "aheadMs"> {
  readonly graph: ResourceGraph;
  readonly system: System;
  readonly database: Database;
  /** Lets minutes pass for the system's schedules, one after another. */
  tick(minutes?: number): Promise<void>;
  /** Runs a job from and to the probe region to its end, whatever becomes of its probes. */
  runJob(spec?: object): Promise<void>;
  invoke(verb: string, times?: number): Promise<void>;
  /** Waits for something that happens after the condition began. */
  seen(what: string, test: (event: CloudEvent) => boolean, count?: number): Promise<void>;
  /** Hands a queue's messages out again and again until one is in the dead-letter queue. */
  exhaust(queue: Queue): Promise<void>;
  /** Waits until no function runs. */
  quiet(): Promise<void>;
  /** Empties all queues and takes every change back. */
  restore(): Promise<void>;
  /** Alarms that went to ALARM since `begin`, and those that are there now: "REGION NAME". */
  rung(): string[];
  ringing(): string[];
  /** Starts a condition: what was seen before no longer counts. */
  begin(): void;
  stop(): Promise<void>;
}

const oneProbe = { origins: [probe], targets: [probe], variants: ["bare"], samples: 1, seed: 31 };

export async function startStand(
  described: ResourceGraph,
  regions: readonly string[] = [probe, ...otherProbes, unreachable],
): Promise<Stand> {
  const graph = adapt(described);
  const database = createDatabase();
  const timers = createFakeTimers(Date.now());
  const minutes = createMinutes(
    () => stand.tick(),
    (epochMs) => cloud.cloudWatch.evaluate(toEpochMs(epochMs)),
  );
  const system = await startSystem(graph, regions, {
    wan: false,
    // Conditions count what they cause.
    disorder: false,
    alarmTickMs: 0,
    timers,
    aheadMs: minutes.aheadMs,
    tables: database,
  });
  const { cloud, events } = system;
  const { takeBack, ...changes } = createChanges(graph, cloud);
  const { arnOf, emptied, purgeAll, close, ...messages } = createMessages(graph, cloud);
  let begun = 0;

  const stand: Stand = {
    graph,
    system,
    database,
    ...changes,
    ...messages,
    ...minutes,
    async tick(count = 1) {
      for (let minute = 0; minute < count; minute++) {
        const before = events.length;
        await timers.pass(minuteMs);
        await until(
          () => events.slice(before).some(isReconciled),
          () => "reconcile's schedule",
        );
        await stand.quiet();
        // What waits counts as having waited for all the minutes that have passed.
        if (events.slice(before).some(isCanary)) await emptied(jobsQueue);
      }
    },
    async runJob(spec = {}) {
      const { id } = await system.submit({ ...oneProbe, ...spec });
      await until(
        async () => isOver(await system.job(id)),
        () => `job ${id} does not end`,
      );
      await stand.quiet();
    },
    async invoke(verb, times = 1) {
      const call = { region: home, functionName: prefix + verb, payload: Buffer.from("{}") };
      for (let n = 0; n < times; n++) await cloud.lambda.invoke(call);
    },
    async seen(what, test, count = 1) {
      const enough = () => events.slice(begun).filter(test).length >= count;
      await until(enough, () => `${count} × ${what}`);
    },
    async exhaust(queue) {
      const isDead = () => events.slice(begun).some(({ kind }) => kind === "deadLettered");
      await until(
        () => {
          cloud.returnInFlight(arnOf(queue));
          return isDead();
        },
        () => `a message of ${queue.name} in its dead-letter queue`,
        { everyMs: 100 },
      );
      await stand.quiet();
    },
    async quiet() {
      const isQuiet = () => cloud.lambda.environments().every(({ state }) => state === "idle");
      await until(isQuiet, () => "functions that no longer run");
    },
    async restore() {
      database.heal();
      await purgeAll();
      await takeBack();
      await stand.quiet();
    },
    rung: () => [
      ...new Set(changesIn(events.slice(begun)).flatMap(([name, rings]) => (rings ? [name] : []))),
    ],
    ringing: () => [...new Map(changesIn(events))].flatMap(([name, rings]) => (rings ? [name] : [])),
    begin() {
      begun = events.length;
      minutes.resume();
    },
    async stop() {
      close();
      await system.stop();
    },
  };
  return stand;
}
