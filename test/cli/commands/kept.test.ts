import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { parse } from "@crisscross/core/edge/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readUntil, runCommand, startCommand } from "../run-command.ts";

const cell = ["--origins", "eu-west-2", "--targets", "eu-west-2", "--variants", "bare", "--samples", "2"];
const probe = (...argv: string[]) => runCommand(["probe", ...cell, ...argv]);
const jobIn = (stdout: string) => parse(MatrixDocument, JSON.parse(stdout), "stdout").job;

describe("probe --data", () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "crisscross-probe-"));
  });
  afterAll(() => rm(dataDir, { recursive: true }));

  it("keeps its jobs: the next probe and up find them, and a probe beside up goes to its cloud", async () => {
    const first = await probe("--json", "--data", dataDir);
    expect(first).toMatchObject({ exitCode: 0, stderr: "" });
    const { id } = jobIn(first.stdout);
    expect(await readdir(dataDir)).not.toContain("api");

    // A cloud that was killed leaves its address.
    await writeFile(join(dataDir, "api"), "http://127.0.0.1:1\n");
    const second = await probe("--data", dataDir);
    expect(second.exitCode).toBe(0);
    expect(second.stdout).toContain(`npx crisscross up --data ${dataDir}`);

    const long = startCommand(["probe", ...cell.slice(0, -1), "400", "--data", dataDir]);
    await readUntil(long.child.stderr, "probing");
    long.child.kill("SIGINT");
    const parted = await long.outcome;
    expect(parted.exitCode).toBe(130);
    const cut = /job (\w{26}) is kept, and goes on with npx crisscross up --data /.exec(parted.stderr)?.[1];

    const { child, outcome } = startCommand(["up", "--data", dataDir, "--no-wan"]);
    const welcome = await readUntil(child.stdout, "Look inside with");
    const goesOn = await runCommand(["cancel", cut ?? "", "--data", dataDir]);
    const beside = await probe("--data", dataDir);
    const another = await runCommand(["up", "--data", dataDir]);
    const refused = await probe("--data", dataDir, "--no-wan");
    const frozen = await probe("--data", dataDir, "--no-freeze");
    const unheard = await probe("--data", dataDir, "--addresses", "1");
    const exported = await runCommand(["export", id, "--data", dataDir]);
    child.kill("SIGINT");
    expect((await outcome).exitCode).toBe(0);

    expect(welcome).toContain(`npx crisscross probe --data ${dataDir}`);
    expect(exported.stdout.trimEnd().split("\n")).toHaveLength(3);
    expect(goesOn.stdout + goesOn.stderr).toMatch(/is cancelling: \d+ of 400|is complete already/);
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
