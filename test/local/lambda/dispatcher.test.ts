import { capacityOf } from "@crisscross/local/lambda/capacity";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openFloor, settle } from "./fake-environments.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const gigabyte = 1024 ** 3;

describe("what a machine carries", () => {
  it.each([
    { cores: 2, gigabytes: 24, environments: 40, starting: 1, requests: 2 },
    { cores: 2, gigabytes: 8, environments: 25, starting: 1, requests: 2 },
    { cores: 8, gigabytes: 16, environments: 51, starting: 4, requests: 8 },
    { cores: 1, gigabytes: 1, environments: 16, starting: 1, requests: 2 },
  ])("follows from $cores cores and $gigabytes GB", ({ cores, gigabytes, ...expected }) => {
    expect(capacityOf(cores, gigabytes * gigabyte)).toMatchObject(expected);
  });
});

describe("an invocation", () => {
  it("that waits takes the environment that becomes idle, and starts none", async () => {
    const floor = openFloor({ environments: 2 });
    for (const name of ["first", "second", "third"]) await floor.call("one", "operator", name);
    expect(floor.begun).toEqual(["first"]);
    await floor.runningOf("first").finish();
    await floor.runningOf("second").finish();
    expect(floor.begun).toEqual(["first", "second", "third"]);
    expect(floor.launched()).toBe(1);
  });

  it("waits for a place to initialise in, and takes an idle environment if one comes first", async () => {
    const floor = openFloor({ environments: 16, starting: 1, initialises: "when told" });
    await floor.call("one", "operator", "first");
    floor.alive.get("env-1")?.start();
    await settle();
    await floor.call("other", "operator");
    await floor.call("one", "operator", "second");
    expect(floor.launched()).toBe(2);
    await floor.runningOf("first").finish();
    expect(floor.isRunning("second")).toBe(true);
    floor.alive.get("env-2")?.start();
    await settle();
    expect(floor.launched()).toBe(2);
  });

  it("waits in order of arrival among its like", async () => {
    const floor = openFloor({ environments: 2 });
    await floor.call("one", "mapping", "running");
    for (const name of ["a", "b", "c"]) await floor.call("one", "mapping", name);
    for (const name of ["running", "a", "b"]) await floor.runningOf(name).finish();
    expect(floor.begun).toEqual(["running", "a", "b", "c"]);
  });

  it("goes before those who only look, whoever came first", async () => {
    const floor = openFloor({ environments: 2 });
    await floor.call("one", "operator", "running");
    for (const kind of ["api", "operator", "event", "mapping"] as const) await floor.call("one", kind, kind);
    for (const name of ["running", "mapping", "event", "operator"]) await floor.runningOf(name).finish();
    expect(floor.begun).toEqual(["running", "mapping", "event", "operator", "api"]);
  });

  it("of a function goes first, the deepest of a chain before the others", async () => {
    const floor = openFloor({ environments: 4, starting: 1 });
    await floor.call("consume", "mapping");
    await floor.call("outer", floor.runningOf("consume").caller);
    await floor.call("next", floor.runningOf("outer").caller);
    await floor.call("api", "mapping", "last place");
    await floor.call("inner", floor.runningOf("consume").caller, "shallow");
    await floor.call("inner", floor.runningOf("next").caller, "deep");
    await floor.call("consume", "mapping", "new work");
    expect(floor.begun).not.toContain("deep");
    await floor.runningOf("last place").finish();
    expect(floor.begun.at(-1)).toBe("deep");
    await floor.runningOf("deep").finish();
    expect(floor.begun.at(-1)).toBe("shallow");
    expect(floor.isRunning("new work")).toBe(false);
  });

  it("that nobody waits for any more leaves the line and starts nothing", async () => {
    const floor = openFloor({ environments: 2 });
    const gone = new AbortController();
    await floor.call("one", "operator", "running");
    const { answer } = await floor.call("one", "operator", "left", gone.signal);
    await floor.call("one", "operator", "stayed");
    gone.abort();
    expect(await answer).toBe("abandoned");
    await floor.runningOf("running").finish();
    expect(floor.begun).toEqual(["running", "stayed"]);
    const late = await floor.call("two", "operator", "too late", gone.signal);
    expect(await late.answer).toBe("abandoned");
    expect(floor.launched()).toBe(1);
  });

  it("of a function that gave up while it was on its way runs where there is a place for it, and does not wait for one", async () => {
    const floor = openFloor({ environments: 2 });
    await floor.call("outer", "mapping");
    const gone = AbortSignal.abort();
    await floor.call("inner", floor.runningOf("outer").caller, "sent", gone);
    expect(floor.begun).toContain("sent");
    const { answer } = await floor.call("other", floor.runningOf("outer").caller, "crowded out", gone);
    expect(await answer).toBe("abandoned");
  });

  it("whose calling function is gone leaves the line and starts nothing", async () => {
    const floor = openFloor({ environments: 2 });
    await floor.call("outer", "mapping");
    await floor.call("other", floor.runningOf("outer").caller);
    const { answer } = await floor.call("inner", floor.runningOf("outer").caller);
    floor.runningOf("outer").environment.member.environment.kill();
    expect(await answer).toBe("abandoned");
    expect(floor.begun).not.toContain("inner");
  });

  it("whose calling function has crashed or timed out leaves the line too, though its environment stays", async () => {
    const floor = openFloor({ environments: 2 });
    await floor.call("outer", "mapping");
    await floor.call("other", floor.runningOf("outer").caller);
    const { answer } = await floor.call("inner", floor.runningOf("outer").caller);
    floor.runningOf("outer").environment.member.environment.state = "reset";
    await floor.runningOf("outer").finish();
    expect(await answer).toBe("abandoned");
    await floor.call("outer", "mapping", "again");
    expect(floor.runningOf("again").environment.id).toBe("env-1");
  });

  it("fails when the host stops while it waits", async () => {
    const floor = openFloor({ environments: 2 });
    await floor.call("one", "operator", "running");
    const { answer } = await floor.call("one", "operator", "waiting");
    floor.dispatcher.close(new Error("stopped"));
    await expect(answer).rejects.toThrow("stopped");
  });
});

describe("a request of an API", () => {
  it("waits for its turn beside as many as run at once, and is refused when it waited too long", async () => {
    const floor = openFloor({ environments: 16, requests: 2, requestWaitMs: 3_000 });
    for (const name of ["a", "b"]) await floor.call("api", "api", name);
    const patient = await floor.call("api", "api", "c");
    const refused = await floor.call("api", "api", "d");
    expect(floor.begun).toEqual(["a", "b"]);
    await floor.call("inner", "mapping");
    expect(floor.begun).toEqual(["a", "b", "inner"]);
    vi.advanceTimersByTime(2_999);
    await floor.runningOf("a").finish();
    expect(floor.isRunning("c")).toBe(true);
    vi.advanceTimersByTime(1);
    expect(await refused.answer).toBe("busy");
    await floor.runningOf("c").finish();
    expect(await patient.answer).toBe("c");
    expect(floor.begun).toEqual(["a", "b", "inner", "c"]);
  });

  it("does not make what is measured start cold while its function has an environment", async () => {
    const floor = openFloor({ environments: 4, requests: 4 });
    await floor.call("api", "api", "a");
    for (const name of ["x", "y", "z"]) {
      await floor.call(name, "mapping");
      await floor.runningOf(name).finish();
    }
    await floor.call("api", "api", "b");
    expect(floor.begun).not.toContain("b");
    await floor.call("authorize", "api");
    expect(floor.isRunning("authorize")).toBe(true);
    expect(floor.alive.size).toBe(4);
  });
});

describe("a machine that is full", () => {
  it("ends the environment that was unused the longest, of whatever function", async () => {
    const floor = openFloor({ environments: 3 });
    for (const name of ["a", "b", "c"]) {
      await floor.call(name, "mapping");
      await floor.runningOf(name).finish();
    }
    await floor.call("a", "mapping", "a again");
    await floor.runningOf("a again").finish();
    await floor.call("d", "mapping");
    expect([...floor.alive.keys()]).toEqual(["env-1", "env-3", "env-4"]);
  });

  it("keeps half of its environments for what functions call", async () => {
    const floor = openFloor({ environments: 6 });
    for (let place = 0; place < 5; place++) await floor.call("consume", "mapping", `root ${place}`);
    expect(floor.begun).toHaveLength(3);
    for (let place = 0; place < 3; place++)
      await floor.call("outer", floor.runningOf(`root ${place}`).caller, `nested ${place}`);
    expect(floor.begun).toHaveLength(6);
  });

  it.each([2, 3, 4, 7, 16])(
    "lets every chain of seven end, six at once, on %d environments, and is back to them afterwards",
    async (environments) => {
      const floor = openFloor({ environments, starting: 1 });
      const verbs = ["consume", "outer", "outer", "outer", "outer", "outer", "inner"];
      const chain = async (id: number): Promise<void> => {
        const descend = async (level: number): Promise<void> => {
          const verb = verbs[level];
          if (verb === undefined) return;
          const name = `${verb} ${level} of ${id}`;
          const above = `${verbs[level - 1]} ${level - 1} of ${id}`;
          const caller = level === 0 ? { kind: "mapping" as const } : floor.runningOf(above).caller;
          const { answer } = await floor.call(verb, caller, name);
          for (let turn = 0; turn < 1_000 && !floor.isRunning(name); turn++) await settle();
          await descend(level + 1);
          await floor.runningOf(name).finish();
          expect(await answer).toBe(name);
        };
        await descend(0);
      };
      await Promise.all(Array.from({ length: 6 }, (_, id) => chain(id)));
      expect(floor.begun).toHaveLength(42);
      expect(floor.alive.size).toBeLessThanOrEqual(environments);
    },
  );
});
