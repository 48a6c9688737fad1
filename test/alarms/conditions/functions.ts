import type { CloudEvent } from "@crisscross/local/events/event";
import { at, atHome, type Condition } from "../condition.ts";
import { blocksQueue, home, inFlightAlarm, jobsQueue, probe } from "../places.ts";
import type { Stand } from "../stand.ts";

/** CloudWatch looks at two periods more than the five of reconcile-silent while it has no data. */
const silentMinutes = 8;

/** How a function is put to use, and what follows when it does not do its work. */
interface Used {
  verb: string;
  region: string;
  /** Has it called at least once. */
  once(stand: Stand): Promise<void>;
  /** Has it called so often that a rate of errors counts. */
  often(stand: Stand): Promise<void>;
  /** Alarms that follow, whatever is wrong with it. */
  follows?: readonly string[];
  /** Those that follow when it is throttled, fails often, or times out. */
  whenThrottled?: readonly string[];
  whenFailing?: readonly string[];
  whenHanging?: readonly string[];
  /** How long it is out of order; 2 by default. */
  minutes?: number;
  /** How long it is throttled, if longer. */
  throttledMinutes?: number;
}

const requests =
  (count: number) =>
  async ({ system }: Stand): Promise<void> => {
    for (let n = 0; n < count; n++) await system.request("GET", "/v1/jobs");
  };

/** Each with another token: what the authorizer said of one is remembered. */
const strangers =
  (count: number) =>
  async ({ system }: Stand): Promise<void> => {
    for (let n = 0; n < count; n++) {
      const authorization = `Bearer ${crypto.randomUUID()}`;
      await fetch(`${system.cloud.apiUrl}/v1/jobs`, { headers: { authorization } });
    }
  };

/** Whoever opens the page has no token yet. */
const visits =
  (count: number) =>
  async ({ system }: Stand): Promise<void> => {
    for (let n = 0; n < count; n++) await fetch(`${system.cloud.apiUrl}/`);
  };

const called = (verb: string, region: string) => (event: CloudEvent) =>
  event.kind === "invocation" &&
  event.invocation.functionName === `crisscross-local-${verb}` &&
  event.invocation.region === region;

/** Sends a queue messages, of which its function deletes none when it fails. */
async function feed(stand: Stand, { verb, queue, batchSize }: Fed, count: number): Promise<void> {
  await stand.send(queue, count);
  await stand.seen(`${verb} called`, called(verb, queue.region), Math.ceil(count / batchSize));
  await stand.quiet();
}

interface Fed {
  verb: string;
  queue: typeof jobsQueue;
  batchSize: number;
  /** What one job of defaults sends it: itself; for an origin 60 probes, ten a block. */
  ofOneJob: number;
}
const fedPlan: Fed = { verb: "plan", queue: jobsQueue, batchSize: 1, ofOneJob: 1 };
const fedConsume: Fed = { verb: "consume", queue: blocksQueue, batchSize: 2, ofOneJob: 6 };

const fedBy = (fed: Fed) => ({
  verb: fed.verb,
  region: fed.queue.region,
  once: (stand: Stand) => feed(stand, fed, 1),
  often: (stand: Stand) => feed(stand, fed, fed.ofOneJob),
});

const probed = (variant: string) => ({
  once: (stand: Stand) => stand.runJob({ variants: [variant] }),
  often: (stand: Stand) => stand.runJob({ variants: [variant], samples: 20 }),
  whenThrottled: at(probe, "probe-throttled"),
  whenFailing: at(probe, "probe-failed"),
  whenHanging: at(probe, "probe-timed-out"),
});

const used: readonly Used[] = [
  { verb: "api", region: home, once: requests(1), often: requests(20), follows: at(home, "http-5xx") },
  {
    verb: "authorize",
    region: home,
    once: strangers(1),
    often: strangers(20),
    follows: at(home, "http-5xx"),
  },
  { verb: "page", region: home, once: visits(1), often: visits(20), follows: at(home, "http-5xx") },
  {
    ...fedBy(fedPlan),
    whenThrottled: at(home, "jobs-age"),
    // Ten until it is old, then three periods of five in which none is taken off.
    throttledMinutes: 27,
    // One call is all there is, and it fails.
    whenHanging: at(home, "plan-error-rate"),
  },
  {
    verb: "reconcile",
    region: home,
    once: (stand) => stand.invoke("reconcile"),
    often: (stand) => stand.invoke("reconcile", 3),
    follows: atHome("reconcile-silent"),
    // Its schedule calls it besides, so that it fails or hangs often enough for a rate.
    whenHanging: atHome("reconcile-error-rate"),
    minutes: silentMinutes,
  },
  {
    ...fedBy(fedConsume),
    whenThrottled: at(probe, "blocks-age"),
    throttledMinutes: 47,
    whenHanging: at(probe, "consume-error-rate"),
  },
  { verb: "outer", region: probe, ...probed("bare") },
  { verb: "inner", region: probe, ...probed("bare") },
  { verb: "inner-db", region: probe, ...probed("db-get") },
];

const lasting = (minutes: number | undefined) => (minutes === undefined ? {} : { minutes });

const throttled = (fn: Used): Condition => ({
  name: `${fn.verb} may not run`,
  rings: [...at(fn.region, `${fn.verb}-throttles`), ...(fn.follows ?? []), ...(fn.whenThrottled ?? [])],
  ...lasting(fn.throttledMinutes ?? fn.minutes),
  async cause(stand) {
    await stand.change(fn.verb, fn.region, { reservedConcurrency: 0 });
    await fn.once(stand);
  },
});

const failing = (fn: Used): Condition => ({
  name: `${fn.verb} fails`,
  ...lasting(fn.minutes),
  rings: [
    ...at(fn.region, `${fn.verb}-errors`, `${fn.verb}-error-rate`),
    ...(fn.follows ?? []),
    ...(fn.whenFailing ?? []),
  ],
  async cause(stand) {
    await stand.change(fn.verb, fn.region, { module: "failing" });
    await fn.often(stand);
  },
});

const hanging = (fn: Used): Condition => ({
  name: `${fn.verb} hangs`,
  ...lasting(fn.minutes),
  rings: [
    ...at(fn.region, `${fn.verb}-timeouts`, `${fn.verb}-errors`, `${fn.verb}-duration`),
    ...(fn.follows ?? []),
    ...(fn.whenHanging ?? []),
  ],
  async cause(stand) {
    await stand.change(fn.verb, fn.region, { module: "hanging", timeoutSeconds: 1 });
    await fn.once(stand);
  },
});

const filling = (fed: Fed, alarm: string): Condition => ({
  name: `${fed.verb} fails and its queue is full`,
  rings: at(fed.queue.region, `${fed.verb}-errors`, `${fed.verb}-error-rate`, alarm),
  async cause(stand) {
    await stand.change(fed.verb, fed.queue.region, { module: "failing" });
    await feed(stand, fed, inFlightAlarm + 20);
  },
});

/** Of three invocations or more: a warning, not worth a night's sleep. */
const failingOnce: Condition = {
  name: "one call of consume fails, the others do not",
  rings: at(probe, "consume-errors"),
  async cause(stand) {
    await stand.change("consume", probe, { module: "failing" });
    await feed(stand, fedConsume, 1);
    await stand.restore();
    // Ten probes a block, two blocks a call.
    await stand.runJob({ samples: 30 });
  },
};

const looping = (verb: string, { region, name }: typeof jobsQueue): Condition => ({
  name: `${verb} feeds itself`,
  rings: at(region, `${verb}-loops`),
  async cause(stand) {
    const queueArn = `arn:aws:sqs:${region}:${stand.graph.accountId}:${name}`;
    await stand.permit(verb, region, "sqs:SendMessage", queueArn);
    await stand.change(verb, region, { module: "looping" });
    await stand.send({ region, name }, 1);
    const isCut = (event: CloudEvent) =>
      called(verb, region)(event) && event.kind === "invocation" && event.invocation.outcome === "recursive";
    await stand.seen(`${verb} stopped`, isCut);
    await stand.quiet();
  },
});

const slow: Condition = {
  name: "inner takes long",
  rings: at(probe, "inner-duration"),
  async cause(stand) {
    await stand.change("inner", probe, { module: "slow-inner", timeoutSeconds: 8 });
    await stand.runJob({ deadlineMs: 20_000 });
  },
};

const refresh = (stand: Stand, variant: string) => stand.runJob({ variants: [variant], refresh: 1 });

/** Refresh jobs' twins have no alarms of their own: those of probes tell of them, and that of the log they share with their originals. */
const isolated: readonly Condition[] = [
  {
    name: "outer-isolated may not run",
    rings: at(probe, "probe-throttled"),
    async cause(stand) {
      await stand.change("outer-isolated", probe, { reservedConcurrency: 0 });
      await refresh(stand, "bare");
    },
  },
  {
    name: "inner-isolated hangs",
    rings: at(probe, "inner-timeouts", "probe-timed-out"),
    async cause(stand) {
      await stand.change("inner-isolated", probe, { module: "hanging", timeoutSeconds: 1 });
      await refresh(stand, "bare");
    },
  },
  {
    name: "inner-db-isolated fails",
    rings: at(probe, "probe-failed"),
    async cause(stand) {
      await stand.change("inner-db-isolated", probe, { module: "failing" });
      await refresh(stand, "db-get");
    },
  },
];

const unscheduled: Condition = {
  name: "reconcile's schedule may not call it",
  rings: atHome("reconcile-silent"),
  minutes: silentMinutes,
  cause: (stand) => stand.forbid("Reconcile"),
};

export const functionConditions: readonly Condition[] = [
  // First: Lambda tries scheduled calls that failed again for minutes, and such a call would be heard.
  unscheduled,
  ...used.flatMap((fn) => [throttled(fn), failing(fn), hanging(fn)]),
  ...isolated,
  filling(fedPlan, "jobs-in-flight"),
  filling(fedConsume, "blocks-in-flight"),
  failingOnce,
  looping("plan", jobsQueue),
  looping("consume", blocksQueue),
  slow,
];
