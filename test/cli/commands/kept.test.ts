import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { parse } from "@crisscross/core/edge/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../../support/until.ts";
import { readUntil, runCommand, startCommand } from "../run-command.ts";

const cell = ["--origins", "london", "--targets", "self", "--variants", "bare", "--samples", "3"];
const jobIn = (stdout: string) => parse(MatrixDocument, JSON.parse(stdout), "stdout").job;

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "crisscross-kept-"));
});
afterAll(() => rm(parent, { recursive: true }));

describe("the default data folder", () => {
  it("keeps what probe was stopped at, and the commands read it without up, and watch goes on with it", async () => {
    const folder = join(parent, "default");
    const on = (...argv: string[]) => runCommand(argv, { CRISSCROSS_DATA: folder });

    const nothing = await on("jobs");
    expect(nothing).toMatchObject({ exitCode: 0, stderr: "" });
    expect(nothing.stdout).toContain(`no job is kept in ${folder} yet; npx crisscross probe runs one`);
    expect(existsSync(folder)).toBe(false);

    // Paced, so that it lasts on any machine.
    const argv = ["probe", ...cell.slice(0, -1), "400", "--load", "sequential:100"];
    const long = startCommand(argv, { CRISSCROSS_DATA: folder });
    await readUntil(long.child.stderr, "roughly");
    long.child.kill("SIGINT");
    const parted = await long.outcome;
    expect(parted.exitCode).toBe(130);
    const [, cut = ""] =
      /job (\w{26}) is kept in \S+ and stands still; it goes on, until 60 min after its start, with npx crisscross watch \1\n/.exec(
        parted.stderr,
      ) ?? [];
    expect(parted.stdout).toMatch(/warm bare call takes [\d.]+ ms/);
    expect(parted.stdout).toMatch(/^running +400 probes: \d+ ok, \d+ pending$/m);
    expect(parted.stdout).toContain(`see it to its end  npx crisscross watch ${cut}\n`);
    expect(parted.stdout).toContain(`kept in            ${folder}\n`);

    // Two at once: the one waits for the other. Nothing of the job goes on meanwhile.
    const [listed, matrix] = await Promise.all([on("jobs"), on("matrix", "last", "--json")]);
    expect([listed.exitCode, matrix.exitCode]).toEqual([0, 0]);
    expect(listed.stdout).toMatch(new RegExp(`^${cut} .*running \\d+% +\\d+/400 `, "m"));
    expect(listed.stdout).toMatch(/^kept in +\S+, \d+\.\d [kM]B$/m);
    const { ok } = jobIn(matrix.stdout);
    expect(ok).toBeGreaterThan(0);
    expect(jobIn((await on("matrix", cut.slice(0, 13), "--json")).stdout)).toMatchObject({ id: cut, ok });

    // It goes on in a cloud of watch's own, and may be left again. A block that was being run comes minutes later, so not to its end.
    const again = startCommand(["watch", "last"], { CRISSCROSS_DATA: folder });
    await readUntil(again.child.stderr, "roughly");
    again.child.kill("SIGINT");
    const left = await again.outcome;
    expect(left.exitCode).toBe(130);
    expect(left.stderr).toContain(`job ${cut} is kept in ${folder} and stands still`);
    const more = Number(/^running +400 probes: (\d+) ok/m.exec(left.stdout)?.[1]);
    expect(more).toBeGreaterThan(ok);

    // Nobody but its owner may look at it, the bundles included.
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
    const listedCells = await on("matrix", "last", "--stat", "p50", "--sort", "value");
    expect(listedCells.stdout).toMatch(/^London +London +bare +\d+ +[\d.]+ /m);
    const broken = await on("matrix", "last", "--max", "p50<0.01", "--json");
    expect(broken.exitCode).toBe(3);
    expect(jobIn(broken.stdout).id).toBe(cut);
    expect(broken.stderr).toMatch(/^limit p50 < 0.01 ms: broken by 1 of 1 cells: London → London bare/);

    // Its samples would be of two networks.
    const other = await on("up", "--no-wan");
    expect(other).toMatchObject({ exitCode: 1, stdout: "" });
    expect(other.stderr).toContain(
      `job ${cut} of ${folder} has not ended, and would go on under other conditions (no network) than it began under (connections cost`,
    );
    expect(other.stderr).toContain(`Cancel it with npx crisscross cancel ${cut}, or give`);

    const early = await on("cancel", "last", "--purge");
    expect(early.exitCode).toBe(1);
    expect(early.stderr).toContain("has not ended; cancel it first");
    const cancelled = await on("cancel", cut);
    expect(cancelled.stdout).toMatch(
      new RegExp(`^job ${cut} is cancelling: \\d+ of 400 probes are stored and stay`),
    );
  });
});

describe("probe --data", () => {
  it("keeps its jobs: the next probe and up find them, and a probe beside up goes to its cloud", async () => {
    const dataDir = join(parent, "typed");
    const probe = (...argv: string[]) => runCommand(["probe", ...cell, ...argv]);
    const first = await probe("--json", "--data", dataDir, "--max", "p50<60000");
    expect(first).toMatchObject({ exitCode: 4 });
    expect(first.stderr).toMatch(/^limit p50 < 60000 ms: cannot be told of 1 of 1 cells: /);
    const { id } = jobIn(first.stdout);
    expect(await readdir(dataDir)).not.toContain("api");

    // A cloud that was killed leaves its address.
    await writeFile(join(dataDir, "api"), "http://127.0.0.1:1\n");
    const explained = await runCommand(["explain", "last", "eu-west-2.1", "--data", dataDir]);
    expect(explained.stdout).toContain("Where the waits went");

    const { child, outcome } = startCommand(["up", "--data", dataDir, "--no-wan"]);
    const welcome = await readUntil(child.stdout, "Look inside with");
    const beside = await probe("--data", dataDir);
    const another = await runCommand(["up", "--data", dataDir]);
    const refused = await probe("--data", dataDir, "--no-wan");
    const frozen = await probe("--data", dataDir, "--no-freeze");
    const unheard = await probe("--data", dataDir, "--addresses", "1");
    const exported = await runCommand(["export", id, "--data", dataDir]);
    const printed = await runCommand(["open", "--print", "--data", dataDir]);
    const browser = join(parent, "xdg-open");
    await writeFile(browser, `#!/bin/sh\necho "$*" > ${browser}.asked\n`, { mode: 0o700 });
    const opened = await runCommand(["open", "--data", dataDir], { PATH: `${parent}:${process.env.PATH}` });
    child.kill("SIGINT");
    expect((await outcome).exitCode).toBe(0);
    const purged = await runCommand(["cancel", id, "--purge", "--data", dataDir]);
    const listed = await runCommand(["jobs", "--json", "--data", dataDir]);

    expect(purged.stdout).toContain(`job ${id} was purged at `);
    expect(JSON.parse(listed.stdout)).toMatchObject({ jobs: [{ planned: 3 }], kept: { folder: dataDir } });
    expect(welcome).toContain(`npx crisscross probe --data ${dataDir}`);
    expect(exported.stdout.trimEnd().split("\n")).toHaveLength(4);
    expect(printed.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}\n$/);
    expect(printed.stdout).toContain((await readFile(join(dataDir, "token"), "utf8")).trim());
    expect(opened).toMatchObject({ exitCode: 0, stderr: "" });
    // Every user sees what a program is called with: no token.
    if (process.platform === "linux") {
      const door = join(dataDir, "open.html");
      expect(await until(() => readFile(`${browser}.asked`, "utf8").catch(() => ""))).toBe(`${door}\n`);
      expect(await readFile(door, "utf8")).toContain(printed.stdout.trim());
      expect((await stat(door)).mode & 0o077).toBe(0);
    }
    expect(beside).toMatchObject({ exitCode: 0 });
    expect(beside.stderr).not.toContain("provisioning");
    expect(beside.stdout).toContain("network  none");
    expect(beside.stdout).toMatch(/where time went +npx crisscross explain \w{26} --data /);
    expect(another).toMatchObject({ exitCode: 1, stdout: "" });
    expect(another.stderr).toContain(`a local cloud runs on ${dataDir} already, at http://127.0.0.1:`);
    expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
    expect(frozen.stderr).toContain("--no-freeze is for a cloud that probe brings up");
    expect(refused.stderr).toContain("--no-wan is for a cloud that probe brings up");
    expect(unheard).toMatchObject({ exitCode: 2, stdout: "" });
    expect(unheard.stderr).toContain("--addresses is for a cloud that probe brings up");
  });
});
