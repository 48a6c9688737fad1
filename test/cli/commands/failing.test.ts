import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createShell, runIn } from "../fake-shell.ts";

/** An API that has nothing: every request is answered 404. */
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(404).end(JSON.stringify({ detail: "it is not here; look elsewhere" }));
});
let api: readonly string[];
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  api = ["--token", "t", "--api", `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const command = (argv: readonly string[]) => runIn(createShell(), argv);

describe("a command that fails", () => {
  it.each([
    [["probe"]],
    [["probe", "--json"]],
    [["cancel", "j1"]],
    [["cancel", "j1", "--json"]],
    [["probe", "--dry-run"]],
    [["cost", "j1"]],
    [["cost", "j1", "--json"]],
    [["explain", "j1"]],
    [["explain", "j1", "--json"]],
    [["explain", "j1", "eu-west-2.0", "--json"]],
    [["export", "j1"]],
    [["export", "j1", "--format", "json"]],
    [["alarms"]],
    [["alarms", "--json"]],
    [["alarms", "inner-throttles", "--json"]],
    [["alarms", "--watch", "--json"]],
    [["dashboard"]],
    [["dashboard", "--json"]],
  ])("says so in one line of text on stderr, leaves stdout empty, and answers 1: %j", async (argv) => {
    const { exitCode, stdout, stderr } = await command([...argv, ...api]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^crisscross: http:\S+ answered 404: it is not here; look elsewhere\n$/);
  });

  it.each([
    [["explain", "j1", "--json", "--data", "/nowhere"]],
    [["export", "j1", "--data", "/nowhere"]],
    [["cancel", "j1", "--data", "/nowhere"]],
    [["alarms", "--data", "/nowhere"]],
    [["dashboard", "--data", "/nowhere"]],
  ])("says how to start the cloud that is missing: %j", async (argv) => {
    const { exitCode, stdout, stderr } = await command(argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toBe(
      "crisscross: --data: no local cloud runs on /nowhere; start it with npx crisscross up --data /nowhere\n",
    );
  });

  it("names a log file that is not there, after the header of what it read before", async () => {
    const { exitCode, stdout, stderr } = await command(["logs", "parse", "/nowhere.log"]);
    expect(exitCode).toBe(1);
    expect(stdout.split("\n")).toHaveLength(2);
    expect(stderr).toMatch(/^crisscross: \/nowhere\.log cannot be read \(ENOENT.*\)\n$/);
  });
});
