import { type MessageAttributeValue, PublishCommand } from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, PurgeQueueCommand, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import type { CloudEvent } from "@crisscross/local/events/event";
import type { Resource, ResourceGraph } from "@crisscross/local/graph/graph";
import { createClients } from "@crisscross/local/service/clients";
import { isOver, type System, startSystem } from "../flow/system.ts";
import { until } from "../flow/until.ts";
import { createFakeTimers } from "../local/schedule/fake-timers.ts";
import { adapt } from "./adapt.ts";
import { type Database, startDatabase } from "./database.ts";
import { changesIn, isCanary, isReconciled } from "./happened.ts";
import {
  alarmPrefix,
  home,
  jobsQueue,
  otherProbes,
  prefix,
  probe,
  type Queue,
  types,
  unreachable,
} from "./places.ts";

/** What of a function a condition may change. */
export interface FunctionChange {
  /** A module in its place, by its name in test/alarms/fixtures. */
  module?: string;
  /** Its alarm on durations changes with it, as stacks/ would have it. */
  timeoutSeconds?: number;
  reservedConcurrency?: number;
  systemLogLevel?: "WARN";
}

/** The whole system on a local cloud, what can be done to it, and a CloudWatch whose time passes when told to. */
export interface Stand {
  readonly graph: ResourceGraph;
  readonly system: System;
  readonly database: Database;
  /** Lets minutes pass for the system's schedules, one after another. */
  tick(minutes?: number): Promise<void>;
  /** Runs a job from and to the probe region to its end, whatever becomes of its probes. */
  runJob(spec?: object): Promise<void>;
  publish(body: string, attributes?: Readonly<Record<string, MessageAttributeValue>>): Promise<void>;
  /** Sends messages that no function can handle to a queue. */
  send(queue: Queue, count: number): Promise<void>;
  invoke(verb: string, times?: number): Promise<void>;
  change(verb: string, region: string, change: FunctionChange): Promise<void>;
  /** Takes the statements with this action out of a function's role, or lets it do more. */
  deny(verb: string, region: string, action: string): Promise<void>;
  permit(verb: string, region: string, action: string, resource: string): Promise<void>;
  /** Forbids a schedule, such as "Reconcile", to call its function. */
  forbid(schedule: string): Promise<void>;
  /** Waits for something that happens after the condition began. */
  seen(what: string, test: (event: CloudEvent) => boolean, count?: number): Promise<void>;
  /** Hands a queue's messages out again and again until one is in the dead-letter queue. */
  exhaust(queue: Queue): Promise<void>;
  /** Waits until no function runs. */
  quiet(): Promise<void>;
  /** Empties all queues and takes every change back. */
  restore(): Promise<void>;
  /** Lets minutes pass for CloudWatch, evaluating alarms every `step`, each time after a minute of the schedules. */
  pass(minutes: number, step?: number): Promise<void>;
  /** Alarms that went to ALARM since `begin`, and those that are there now: "REGION NAME". */
  rung(): string[];
  ringing(): string[];
  /** Starts a condition: what was seen before no longer counts. */
  begin(): void;
  /** Dates what happens from now on after the minutes that have passed. */
  resume(): void;
  stop(): Promise<void>;
}

interface Statement {
  Effect: string;
  Action: string[];
  Resource: string[];
}

const minuteMs = 60_000;
/** Longer than a minute's schedules take to run. */
const tickLimitMs = 15_000;

export async function startStand(
  described: ResourceGraph,
  regions: readonly string[] = [probe, ...otherProbes, unreachable],
): Promise<Stand> {
  const graph = adapt(described);
  const database = await startDatabase();
  const timers = createFakeTimers(Date.now());
  let aheadMs = 0;
  let watchedMs = Date.now();
  const options = {
    wan: false,
    alarmTickMs: 0,
    timers,
    aheadMs: () => aheadMs,
    endpoints: { dynamodb: database.url },
  };
  const system = await startSystem(graph, regions, options);
  const { cloud, events } = system;
  const { accountId } = graph;
  const clients = createClients(cloud.endpoint, cloud.credentials);
  const urlOf = ({ region, name }: Queue) => `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
  const arnOf = ({ region, name }: Queue) => `arn:aws:sqs:${region}:${accountId}:${name}`;
  const find = (type: string, region: string, name: string): Resource => {
    const isMeant = (one: Resource) => one.type === type && one.region === region && one.inputs.name === name;
    const found = graph.resources.find(isMeant);
    if (found === undefined) throw new Error(`the graph has no ${type} ${name} in ${region}`);
    return found;
  };
  const changed = new Set<Resource>();
  let begun = 0;

  const deploy = async (original: Resource, change: Partial<Resource>): Promise<void> => {
    changed.add(original);
    await cloud.deploy({ ...original, ...change });
  };

  const roleOf = (verb: string, region: string) =>
    String(find(types.function, region, prefix + verb).inputs.role);

  const changeRole = async (role: string, edit: (statements: Statement[]) => Statement[]): Promise<void> => {
    const original = graph.resources.find(({ type, arn }) => type === types.role && arn === role);
    if (original === undefined) throw new Error(`the graph has no role ${role}`);
    const policies = original.inputs.inlinePolicies as { policy: string }[];
    const inlinePolicies = policies.map((one) => {
      const document = JSON.parse(one.policy) as { Statement: Statement[] };
      return { ...one, policy: JSON.stringify({ ...document, Statement: edit(document.Statement) }) };
    });
    await deploy(original, { inputs: { ...original.inputs, inlinePolicies } });
  };

  const emptied = async (queue: Queue): Promise<void> => {
    const { sqs } = clients.clientsIn(queue.region);
    const counts = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
    const ask = new GetQueueAttributesCommand({ QueueUrl: urlOf(queue), AttributeNames: [...counts] });
    await until(
      async () => Object.values((await sqs.send(ask)).Attributes ?? {}).every((count) => count === "0"),
      () => `${queue.name} without messages`,
    );
  };

  /** Only what the schedules do is dated then: what waits in queues is to age meanwhile. */
  const tickAt = async (epochMs: number): Promise<void> => {
    const beforeMs = aheadMs;
    aheadMs = epochMs - Date.now();
    await stand.tick();
    // CloudWatch takes in what it was told when the loop comes round.
    await new Promise(setImmediate);
    aheadMs = beforeMs;
  };

  const stand: Stand = {
    graph,
    system,
    database,
    async tick(minutes = 1) {
      for (let minute = 0; minute < minutes; minute++) {
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
      const { id } = await system.submit({
        origins: [probe],
        targets: [probe],
        variants: ["bare"],
        samples: 1,
        seed: 31,
        ...spec,
      });
      await until(
        async () => isOver(await system.job(id)),
        () => `job ${id} does not end`,
      );
      await stand.quiet();
    },
    async publish(body, attributes = {}) {
      const TopicArn = `arn:aws:sns:${home}:${accountId}:${prefix}ProbesTopic`;
      const message = { TopicArn, Message: body, MessageAttributes: attributes };
      await clients.clientsIn(home).sns.send(new PublishCommand(message));
    },
    async send(queue, count) {
      const { sqs } = clients.clientsIn(queue.region);
      for (let from = 0; from < count; from += 10) {
        const Entries = Array.from({ length: Math.min(10, count - from) }, (_, index) => ({
          Id: String(index),
          MessageBody: "nobody's",
        }));
        await sqs.send(new SendMessageBatchCommand({ QueueUrl: urlOf(queue), Entries }));
      }
    },
    async invoke(verb, times = 1) {
      const call = { region: home, functionName: prefix + verb, payload: Buffer.from("{}") };
      for (let n = 0; n < times; n++) await cloud.lambda.invoke(call);
    },
    async change(verb, region, { module, timeoutSeconds, reservedConcurrency, systemLogLevel }) {
      const fn = find(types.function, region, prefix + verb);
      const inputs = {
        ...fn.inputs,
        ...(timeoutSeconds !== undefined && { timeout: timeoutSeconds }),
        ...(reservedConcurrency !== undefined && { reservedConcurrentExecutions: reservedConcurrency }),
        ...(systemLogLevel && { loggingConfig: { ...Object(fn.inputs.loggingConfig), systemLogLevel } }),
      };
      const handler = module === undefined ? fn.bundle?.handler : `test/alarms/fixtures/${module}.handler`;
      await deploy(fn, {
        inputs,
        ...(fn.bundle && handler !== undefined && { bundle: { ...fn.bundle, handler } }),
      });
      if (timeoutSeconds === undefined) return;
      const alarm = find(types.metricAlarm, region, `${alarmPrefix}${verb}-duration`);
      await deploy(alarm, { inputs: { ...alarm.inputs, threshold: timeoutSeconds * 900 } });
    },
    deny: (verb, region, action) =>
      changeRole(roleOf(verb, region), (statements) =>
        statements.filter(({ Action }) => !Action.includes(action)),
      ),
    permit: (verb, region, action, resource) =>
      changeRole(roleOf(verb, region), (statements) => [
        ...statements,
        { Effect: "Allow", Action: [action], Resource: [resource] },
      ]),
    async forbid(schedule) {
      const { target } = find(types.schedule, home, `${prefix}${schedule}ScheduleSchedule`).inputs;
      await changeRole((target as { roleArn: string }).roleArn, (statements) =>
        statements.map((statement) => ({ ...statement, Effect: "Deny" })),
      );
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
      for (const queue of graph.resources.filter(({ type }) => type === types.queue)) {
        const place = { region: queue.region, name: String(queue.inputs.name) };
        await clients.clientsIn(queue.region).sqs.send(new PurgeQueueCommand({ QueueUrl: urlOf(place) }));
      }
      await cloud.deploy(...changed);
      changed.clear();
      await stand.quiet();
    },
    async pass(minutes, step = 1) {
      watchedMs = Math.max(watchedMs, Date.now() + aheadMs);
      // What a tick does has to be of a minute that is over when alarms are evaluated, also if it takes a moment.
      const intoMinuteMs = watchedMs % minuteMs;
      if (intoMinuteMs > minuteMs - tickLimitMs) watchedMs += minuteMs - intoMinuteMs;
      for (let passed = step; passed <= minutes; passed += step) {
        watchedMs += step * minuteMs;
        await tickAt(watchedMs - minuteMs);
        await cloud.cloudWatch.evaluate(watchedMs);
      }
    },
    rung: () => [
      ...new Set(changesIn(events.slice(begun)).flatMap(([name, rings]) => (rings ? [name] : []))),
    ],
    ringing() {
      const last = new Map(changesIn(events));
      return [...last].flatMap(([name, rings]) => (rings ? [name] : []));
    },
    begin() {
      begun = events.length;
      stand.resume();
    },
    resume() {
      aheadMs = watchedMs - Date.now();
    },
    async stop() {
      clients.close();
      await system.stop();
      await database.stop();
    },
  };
  return stand;
}
