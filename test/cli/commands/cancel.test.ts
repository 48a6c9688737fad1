import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { JobView } from "@crisscross/core/documents/job-view";
import { afterEach, describe, expect, it } from "vitest";
import { run } from "../../../packages/cli/src/run.ts";
import { Interruption } from "../../../packages/cli/src/terminal/interrupt.ts";
import { createShell } from "../fake-shell.ts";
import { viewOf } from "../job-views.ts";
import { documentOf, everyCell } from "../matrix-documents.ts";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** An API that gives every request the same answer, or one by its path, and what it was asked. */
async function serve(status: number, body: unknown, onAsk: (times: number) => void = () => {}) {
  const bodyFor = (path: string): unknown => (typeof body === "function" ? body(path) : body);
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    onAsk(seen.length);
    request
      .resume()
      .on("end", () => response.writeHead(status).end(JSON.stringify(bodyFor(request.url ?? ""))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const stateOf = (view: JobView, state: JobView["state"]): JobView => ({ ...view, state });

describe("crisscross cancel", () => {
  it.each([
    [
      stateOf(viewOf({ ok: 3, pending: 5 }), "cancelling"),
      "job j1 is cancelling: 3 of 8 probes are stored and stay; blocks that wait in a queue are dropped when their turn comes",
    ],
    [
      stateOf(viewOf({ ok: 3, lost: 5 }), "cancelled"),
      "job j1 is cancelled: 3 of 8 probes are stored and stay; 5 are lost",
    ],
  ])("cancels the job and says what becomes of it", async (view, words) => {
    const { seen, url } = await serve(202, view);
    const shell = createShell({ CRISSCROSS_TOKEN: "t0ken" });
    expect(await run(["cancel", "j1", "--api", url], shell)).toBe(0);
    expect(seen).toEqual(["DELETE /v1/jobs/j1 Bearer t0ken"]);
    expect(shell.stdout.text).toContain(words);
  });

  it("purges a job that has ended, in words or as the document", async () => {
    const gone = { id: "j1", purgedAt: "2026-11-21T10:31:37.908Z", purged: "what is stored is deleted" };
    const { seen, url } = await serve(202, gone);
    const purge = async (...more: string[]) => {
      const shell = createShell({ CRISSCROSS_TOKEN: "t0ken" });
      expect(await run(["cancel", "j1", "--purge", "--api", url, ...more], shell)).toBe(0);
      return shell.stdout.text;
    };
    expect(await purge()).toBe(`job j1 was purged at ${gone.purgedAt}: what is stored is deleted\n`);
    expect(JSON.parse(await purge("--json"))).toEqual(gone);
    expect(seen).toEqual(Array(2).fill("DELETE /v1/jobs/j1?purge=true Bearer t0ken"));
  });

  it("prints the job with --json", async () => {
    const view = stateOf(viewOf({ ok: 3, pending: 5 }), "cancelling");
    const { url } = await serve(202, view);
    const shell = createShell();
    expect(await run(["cancel", "j1", "--json", "--api", url, "--token", "t"], shell)).toBe(0);
    expect(JSON.parse(shell.stdout.text)).toEqual(view);
  });

  it("fails in the API's words when the job has ended by itself", async () => {
    const { url } = await serve(409, { detail: "job j1 is complete already; there is nothing to cancel" });
    const shell = createShell();
    expect(await run(["cancel", "j1", "--api", url, "--token", "t"], shell)).toBe(1);
    expect(shell.stderr.text).toContain("answered 409: job j1 is complete already");
  });

  it.each([
    [["cancel", "--api", "http://127.0.0.1:1"], "<job> is missing"],
    [["cancel", "j1", "--token", "t"], "--token is for --api"],
    [["cancel", "j1", "--api", "http://127.0.0.1:1"], "--api needs a token"],
  ])("%j is wrong usage", async (argv, words) => {
    const shell = createShell();
    expect(await run(argv, shell)).toBe(2);
    expect(shell.stderr.text).toContain(words);
  });
});

describe("Ctrl-C of probe", () => {
  it.each([[["probe"]], [["watch", "j1"]]])("of %j prints what there is by then", async (argv) => {
    const controller = new AbortController();
    const matrix = documentOf(everyCell, { id: "j1", state: "running", pending: 40 });
    const view = viewOf({ ok: 1, pending: 7 });
    const { url } = await serve(
      200,
      (path: string) => (path.endsWith("/matrix") ? matrix : view),
      (times) => {
        if (times > 2) controller.abort(new Interruption("SIGINT"));
      },
    );
    const shell = createShell({ CRISSCROSS_TOKEN: "t" }, controller.signal);
    expect(await run([...argv, "--api", url], shell)).toBe(130);
    expect(shell.stdout.text).toMatch(/^running .* 40 pending$/m);
    expect(shell.stdout.text).toContain(`see it to its end  npx crisscross watch j1 --api ${url}\n`);
    expect(shell.stderr.text).toContain(
      `job j1 goes on; see it again with npx crisscross watch j1 --api ${url}`,
    );
  });

  it("leaves a job of an API running, and says how to cancel it", async () => {
    const controller = new AbortController();
    const { seen, url } = await serve(200, viewOf({ ok: 1, pending: 7 }), (times) => {
      if (times > 1) controller.abort(new Interruption("SIGINT"));
    });
    const shell = createShell({ CRISSCROSS_TOKEN: "t" }, controller.signal);
    expect(await run(["probe", "--api", url], shell)).toBe(130);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.filter((request) => request.startsWith("DELETE"))).toEqual([]);
    expect(shell.stderr.text).toContain(
      `job j1 goes on; see it again with npx crisscross watch j1 --api ${url}, or cancel it with npx crisscross cancel j1 --api ${url}\ncrisscross: stopped by SIGINT\n`,
    );
  });
});
