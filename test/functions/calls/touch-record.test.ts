import { monotonicUs } from "@crisscross/core/edge/time";
import { customer } from "@crisscross/core/job/customers";
import { type CustomerRecords, touchRecord } from "@crisscross/functions/calls/touch-record";
import { expect, it } from "vitest";

const event = { v: 1, seed: 3, customer: 7, deadlineMs: 1_000, downBytes: 0, padding: "" } as const;

/** Its records answer with `outcome`; `dead` says of each request whether it found its kept connection dead. */
function open(outcome: () => Promise<boolean>, dead: boolean[] = []) {
  const journal: string[] = [];
  let isDead = false;
  const log = (call: string) => async (one: unknown) => {
    journal.push(`${call} ${JSON.stringify(one)}`);
    return () => {
      journal.push("send");
      isDead = dead.shift() ?? false;
      return outcome();
    };
  };
  const records: CustomerRecords = {
    get: log("get"),
    put: log("put"),
    observed: () => ({ connection: "reused", socket: 2, ...(isDead && { foundDead: true }) }),
  };
  const waits: number[] = [];
  let us = 0;
  const signal = new AbortController();
  const deps = {
    records,
    nowUs: () => {
      journal.push("mark");
      us += 10;
      return monotonicUs(us);
    },
    deadline: (ms: number) => {
      journal.push("deadline");
      waits.push(ms);
      return signal.signal;
    },
  };
  return { deps, journal, waits, signal };
}

it.each([
  ["db-get", "get"],
  ["db-put", "put"],
] as const)("measures the %s of the job's customer", async (work, call) => {
  const { deps, journal, waits } = open(async () => true);
  expect(await touchRecord(deps, { ...event, work })).toEqual({
    preparing: { startUs: 10, endUs: 20 },
    sentUs: 30,
    receivedUs: 40,
    socket: 2,
    outcome: "ok",
    connection: "reused",
  });
  const prepare = ["mark", `${call} ${JSON.stringify(customer(3, 7))}`, "mark"];
  expect(journal).toEqual([...prepare, "deadline", "mark", "send", "mark"]);
  expect(waits).toEqual([800]);
});

it("calls a customer that is not there an error", async () => {
  const { deps } = open(async () => false);
  expect(await touchRecord(deps, { ...event, work: "db-get" })).toMatchObject({
    outcome: "error",
    reason: "record missing",
  });
});

it("answers with a throttle", async () => {
  const throttle = Object.assign(new Error(), { name: "ProvisionedThroughputExceededException" });
  const { deps } = open(() => Promise.reject(throttle));
  expect(await touchRecord(deps, { ...event, work: "db-put" })).toEqual({
    preparing: { startUs: 10, endUs: 20 },
    sentUs: 30,
    receivedUs: 40,
    socket: 2,
    connection: "reused",
    outcome: "throttled",
    reason: "ProvisionedThroughputExceededException",
  });
});

it("answers with its own timeout", async () => {
  const { deps, signal } = open(() => {
    signal.abort();
    return Promise.reject(new Error("aborted"));
  });
  expect(await touchRecord(deps, { ...event, work: "db-get" })).toMatchObject({
    outcome: "timeout",
    reason: "deadline",
  });
});

const reset = () => Promise.reject(Object.assign(new Error(), { code: "ECONNRESET" }));

it("sends again what went out on a dead connection, measures that, and says so", async () => {
  let sent = 0;
  const { deps, journal, waits } = open(() => (++sent === 1 ? reset() : Promise.resolve(true)), [true]);
  expect(await touchRecord(deps, { ...event, work: "db-get" })).toEqual({
    preparing: { startUs: 50, endUs: 60 },
    sentUs: 70,
    receivedUs: 80,
    socket: 2,
    outcome: "ok",
    connection: "reused",
    resent: true,
  });
  const get = `get ${JSON.stringify(customer(3, 7))}`;
  const prepare = ["mark", get, "mark"];
  const once = ["mark", "send", "mark"];
  expect(journal).toEqual([...prepare, "deadline", ...once, ...prepare, ...once]);
  expect(waits).toEqual([800]);
});

it("sends nothing when the deadline passes while it connects again", async () => {
  const { deps, journal, signal } = open(reset, [true]);
  const get = deps.records.get;
  let prepared = 0;
  deps.records.get = async (...given) => {
    const send = await get(...given);
    if (++prepared === 2) signal.abort();
    return send;
  };
  const wait = await touchRecord(deps, { ...event, work: "db-get" });
  expect(wait).toEqual({
    preparing: { startUs: 10, endUs: 20 },
    sentUs: 30,
    receivedUs: 40,
    socket: 2,
    connection: "reused",
    outcome: "timeout",
    reason: "deadline",
  });
  expect(journal.filter((step) => step === "send")).toHaveLength(1);
});

it("sends it again once, and not at all after its deadline or when the connection was a new one", async () => {
  const failed = { outcome: "error", reason: "network ECONNRESET" };
  const twice = open(reset, [true, true]);
  expect(await touchRecord(twice.deps, { ...event, work: "db-get" })).toMatchObject(failed);
  expect(twice.journal.filter((step) => step === "send")).toHaveLength(2);
  const late = open(() => {
    late.signal.abort();
    return reset();
  }, [true]);
  expect(await touchRecord(late.deps, { ...event, work: "db-get" })).toMatchObject({ outcome: "timeout" });
  const onNew = open(reset);
  expect(await touchRecord(onNew.deps, { ...event, work: "db-get" })).toMatchObject(failed);
  for (const { journal } of [late, onNew]) expect(journal.filter((step) => step === "send")).toHaveLength(1);
});
