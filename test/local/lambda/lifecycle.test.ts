import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { until } from "../../support/until.ts";
import { startHost } from "./host.ts";
import { reportOf } from "./report-of.ts";
import { fixture, spec } from "./spec.ts";

const alive = (pid: number | undefined) => {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Keeps this process's event loop from turning, and the processor free. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** Kills a process and waits, without letting this one's event loop turn, until it is dead; that its parent has not seen yet. */
function killUnseen(pid: number): void {
  process.kill(pid, "SIGKILL");
  const isAlive = () =>
    /^[^Z]/.test(
      spawnSync("ps", ["-o", "stat=", "-p", String(pid)])
        .stdout.toString()
        .trim(),
    );
  while (isAlive()) block(5);
}

/** A directory for temporary files that is removed when the test ends. */
function makeTemporary(): string {
  const directory = mkdtempSync(join(tmpdir(), "crisscross-test-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

describe("execution environments", () => {
  it("serve one call after another, the last one used first", async () => {
    const { invoke, host } = await startHost([spec("one")]);
    await Promise.all([invoke("one", { sleepMs: 300 }), invoke("one", { sleepMs: 600 })]);
    expect(host.environments()).toHaveLength(2);
    const [third, fourth] = [await invoke("one", {}), await invoke("one", {})];
    expect(third.payload).toMatchObject({ served: 2 });
    expect(fourth.payload).toMatchObject({ served: 3 });
  });

  it.skipIf(process.platform === "win32")(
    "that died idle, unseen yet, cost no call: another one gets the event, once",
    async () => {
      const { invoke, host } = await startHost([spec("one")]);
      await Promise.all([invoke("one", { sleepMs: 300 }), invoke("one", { sleepMs: 300 })]);
      const pids = host.environments().map(({ pid }) => pid ?? 0);
      for (const pid of pids) killUnseen(pid);
      const { payload, log } = await invoke("one", {});
      expect(payload).toMatchObject({ served: 1 });
      expect(log.match(/"platform\.start"/g)).toHaveLength(1);
      const { length } = host.environments().filter(({ pid = 0 }) => pids.includes(pid));
      expect(length).toBe(0);
    },
  );

  it("report Init Duration once and bill it", async () => {
    const { invoke } = await startHost([spec("one")]);
    const cold = (await invoke("one", {})).log;
    const { durationMs, billedMs, initMs } = reportOf(cold);
    expect(initMs).toBeGreaterThan(0);
    expect(billedMs).toBe(Math.ceil(durationMs + initMs));
    expect((await invoke("one", {})).log).not.toMatch(/initDurationMs/);
  });

  it("start without undici, which an import of node:http would load, and still have all of node:http", async () => {
    const { invoke } = await startHost([spec("one", fixture("http-user.handler"))]);
    expect((await invoke("one", {})).payload).toEqual({
      undici: false,
      agent: "function",
      webSocket: "function",
    });
  });

  it("end when unused for idleMs", async () => {
    const { invoke, host } = await startHost([spec("one")], { idleMs: 50 });
    const [first] = [await invoke("one", {})];
    await until(() => host.environments().length === 0);
    const second = await invoke("one", {});
    expect(second.payload).toMatchObject({ served: 1 });
    expect(second.payload).not.toEqual(first.payload);
  });

  it("see their own variables and nothing of the host's", async () => {
    process.env.HOST_SECRET = "leaked";
    process.env.NODE_OPTIONS = "--no-deprecation";
    const one = spec("one", { variables: { TABLE: "records", SHARED: "mine" } });
    const { invoke } = await startHost([one], {
      functionDefaults: { SHARED: "default", MODE: "simulated" },
    });
    const { payload } = await invoke("one", { show: "environment" });
    delete process.env.HOST_SECRET;
    delete process.env.NODE_OPTIONS;
    expect(payload).toMatchObject({
      TABLE: "records",
      SHARED: "mine",
      MODE: "simulated",
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
      AWS_REGION: "eu-west-2",
      AWS_DEFAULT_REGION: "eu-west-2",
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
      AWS_LAMBDA_FUNCTION_NAME: "one",
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
      AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
      AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/one",
      _HANDLER: "probe.handler",
      TZ: ":UTC",
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-/),
    });
    expect(payload).not.toHaveProperty("HOST_SECRET");
    expect(payload).not.toHaveProperty("NODE_OPTIONS");
  });

  it("hold credentials of their own, which name the function while they live", async () => {
    const { invoke, host } = await startHost([spec("one")]);
    const shown = await Promise.all(
      [100, 100].map(async (sleepMs) => {
        await invoke("one", { sleepMs });
        return (await invoke("one", { show: "environment" })).payload as Record<string, string>;
      }),
    );
    for (const { AWS_ACCESS_KEY_ID = "" } of shown) {
      expect(host.identify(AWS_ACCESS_KEY_ID)?.identity).toMatchObject({
        functionArn: "arn:aws:lambda:eu-west-2:000000000000:function:one",
        roleArn: "arn:aws:iam::000000000000:role/one",
        region: "eu-west-2",
      });
    }
    expect(host.identify("ASIAUNKNOWN")).toBeUndefined();
    for (const { environmentId } of host.environments()) host.kill(environmentId);
    await until(() =>
      shown.every(({ AWS_ACCESS_KEY_ID = "" }) => host.identify(AWS_ACCESS_KEY_ID) === undefined),
    );
  });

  it("wait for a free place to initialise in", async () => {
    const { invoke, host } = await startHost([spec("one")], { cores: 2 });
    const answers = [1, 2, 3].map(() => invoke("one", { sleepMs: 100 }));
    await until(() => host.environments().length > 0);
    expect(host.environments().filter(({ state }) => state === "starting").length).toBeLessThanOrEqual(1);
    for (const answer of await Promise.all(answers)) expect(answer.functionError).toBeUndefined();
  });

  it("leave nothing behind when the host stops, not even hanging ones", async () => {
    const { invoke, host } = await startHost([spec("one"), spec("init", fixture("waiting-init.handler"))]);
    const { payload } = await invoke("one", { show: "environment" });
    const taskRoot = (payload as Record<string, string>).LAMBDA_TASK_ROOT ?? "";
    const hanging = [
      invoke("one", { spinMs: 60_000 }),
      invoke("one", { sleepMs: 60_000 }),
      invoke("init", {}),
    ];
    await until(() => host.environments().length === 3);
    const pids = host.environments().map(({ pid }) => pid);
    expect(existsSync(taskRoot)).toBe(true);
    await host.stop();
    for (const { payload } of await Promise.all(hanging)) {
      expect(payload).toMatchObject({ errorType: "Runtime.ExitError" });
    }
    expect(pids.map(alive)).toEqual([false, false, false]);
    expect(existsSync(taskRoot)).toBe(false);
    await expect(invoke("one", {})).rejects.toMatchObject({ name: "ServiceException" });
  });

  it("end when the host is killed, be they frozen or in an endless loop", async () => {
    const temporary = makeTemporary();
    const program = fork(fileURLToPath(new URL("./fixtures/abandoning-host.ts", import.meta.url)), {
      execArgv: [],
      env: { ...process.env, TMPDIR: temporary },
    });
    const [pids = []]: number[][] = await once(program, "message");
    expect(pids.map(alive)).toEqual([true, true, true]);
    program.kill("SIGKILL");
    await until(() => !pids.some(alive));
  });

  it("measure their own execution, however busy the host is", async () => {
    const done = join(makeTemporary(), "done");
    const { host, events } = await startHost([spec("one")]);
    const call = { region: "eu-west-2", functionName: "one", payload: Buffer.from("{}") };
    await host.invoke(call);
    const answer = host.invoke({ ...call, payload: Buffer.from(JSON.stringify({ leave: done })) });
    const startMs = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
    // Nothing else of this process runs meanwhile: it looks up a second after the function has ended, however long that took.
    while (!existsSync(done)) block(5);
    block(1_000);
    const blindMs = performance.now() - startMs;
    await answer;
    expect(events).toHaveLength(2);
    expect(events[1]?.durationMs).toBeLessThan(blindMs - 500);
  });

  it("leave no directory when the host stops while a function is being added", async () => {
    const temporary = makeTemporary();
    vi.stubEnv("TMPDIR", temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { host } = await startHost([spec("one")]);
    const added = host.add(spec("two", fixture("no-handler.handler")));
    await host.stop();
    await added;
    expect(readdirSync(temporary)).toEqual([]);
  });
});
