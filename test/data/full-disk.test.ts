import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { seededRandom } from "@crisscross/core/edge/random";
import { describe, expect, it } from "vitest";
import { mainPath, type Outcome } from "../cli/run-command.ts";

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}.ts`, import.meta.url));

/** Fails in words that name a file, claims nothing, and prints no stack. */
function expectNamed({ exitCode, stdout, stderr }: Outcome): void {
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(
      /^crisscross: --data: \S+ in \S+ cannot be written \(.+\); make room on its disk.*\n$/m,
    ),
  });
  expect(stderr.split("\n").filter((line) => /^\s+at /.test(line))).toEqual([]);
  expect(stdout).not.toContain("complete");
  // The sentence says it all: nothing tells of the same in raw words.
  expect(stdout + stderr).not.toContain("cloudwatch flush");
}

const seed = Number(process.env.SEED ?? 20_261_130);

const cell = ["--origins", "eu-west-2", "--targets", "eu-west-2", "--variants", "bare", "--no-wan"];

/** Writes of each kind that a start and a job make at least, and a command that makes them. */
const kinds = [
  { kind: "sqlite messaging", least: 12, argv: ["up", "--regions", "eu-west-2", "--no-wan"] },
  { kind: "sqlite cloudwatch", least: 300, argv: ["up", "--regions", "eu-west-2", "--no-wan"] },
  { kind: "leveldb dynamodb", least: 18, argv: ["probe", ...cell, "--samples", "8"] },
];

/** Runs a command whose disk is full from the n-th write of a kind on, as JavaScript asks for writes. */
async function runOnDisk(folder: string, kind: string, from: number, argv: string[]) {
  const env = { ...process.env, FULL_BELOW: folder, FULL_KIND: kind, FULL_FROM: String(from) };
  const preload = ["--import", fixture("fail-kth")];
  const child = spawn(process.execPath, [...preload, mainPath, ...argv, "--data", folder], {
    env,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const said = ["", "", "", ""];
  for (const index of [1, 2, 3])
    child.stdio[index]?.on("data", (text: Buffer) => {
      said[index] += text.toString("utf8");
    });
  const [exitCode] = (await once(child, "close")) as [number | null];
  const [, stdout = "", stderr = "", writes = ""] = said;
  return { exitCode, stdout, stderr, writes: (JSON.parse(writes) as string[]).length };
}

/** Commands one after the other, each of which brings up a whole cloud. */
const timeout = 600_000;

describe("a disk that is full from some write on", () => {
  it(
    "is what up and probe say, whichever database it is that writes; the next start works",
    async () => {
      const folder = join(await mkdtemp(join(tmpdir(), "crisscross-full-")), "data");
      const random = seededRandom(seed);
      for (const { kind, least, argv } of kinds) {
        const from = 1 + Math.floor(random() * least);
        const outcome = await runOnDisk(folder, kind, from, argv);
        expect(outcome.writes, `seed ${seed}, ${kind} from ${from} on`).toBe(from);
        expectNamed(outcome);
      }
      const again = await runOnDisk(folder, "", Number.POSITIVE_INFINITY, [
        "probe",
        ...cell,
        "--samples",
        "2",
      ]);
      expect(again, again.stderr).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("complete") });
      await rm(join(folder, ".."), { recursive: true });
    },
    timeout,
  );
});

/** A disk of a process's own needs a mount namespace, which Linux may or may not give to ordinary users. */
const mounts = spawnSync("unshare", ["-Urm", "mount", "-t", "tmpfs", "tmpfs", tmpdir()]).status === 0;

describe("a disk that is really full", () => {
  it.runIf(mounts)(
    "stops up and probe in words, and loses no accepted probe (a tmpfs)",
    async () => {
      const random = seededRandom(seed);
      // A start writes some 3 MB of which the databases' logs are most, and a job a little more.
      const sizes = { upKb: 64 + Math.floor(random() * 1_500), probeKb: 64 + Math.floor(random() * 2_500) };
      const child = spawn("unshare", [
        "-Urm",
        process.execPath,
        fixture("small-disk"),
        JSON.stringify(sizes),
      ]);
      const said = { stdout: "", stderr: "" };
      for (const name of ["stdout", "stderr"] as const)
        child[name].setEncoding("utf8").on("data", (text: string) => {
          said[name] += text;
        });
      await once(child, "close");
      expect(said.stderr, JSON.stringify({ seed, sizes })).toBe("");
      const seen = JSON.parse(said.stdout);
      for (const outcome of [seen.tooSmall, seen.filled, seen.probed]) expectNamed(outcome);
      expect(seen.accepted.status).toBe(202);
      expect(seen.job.body).toMatchObject({
        state: "complete",
        planned: 64,
        ledger: { ok: 64, lost: 0, pending: 0 },
      });
      expect(seen.emptied.exitCode).toBe(0);
      expect(seen.probedAgain).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("complete") });
    },
    timeout,
  );

  it("stops up in words where a file may grow no more (the databases' own writes, without a mount)", async () => {
    const folder = join(await mkdtemp(join(tmpdir(), "crisscross-limit-")), "data");
    const argv = [mainPath, "up", "--data", folder, "--regions", "eu-west-2", "--no-wan"];
    // In blocks of 512 bytes: bundles of functions fit, and CloudWatch's log of writes does not.
    const child = spawn("sh", ["-c", 'ulimit -f 1400; exec "$0" "$@"', process.execPath, ...argv]);
    const outcome: Outcome = { exitCode: null, stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name].setEncoding("utf8").on("data", (text: string) => {
        outcome[name] += text;
      });
    [outcome.exitCode] = (await once(child, "close")) as [number | null];
    expectNamed(outcome);
    await rm(join(folder, ".."), { recursive: true });
  });
});
