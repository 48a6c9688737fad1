import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { secretNames } from "../stacks/config.ts";
import { bundlePlatform, bundleProgram, type Edit, platformModule } from "./bundle.ts";
import { graphFile, type ResourceGraph } from "./graph.ts";
import { ensurePlatform } from "./platform.ts";

const root = resolve(import.meta.dirname, "..");

export interface SynthOptions {
  /** Default "local", the stage of stacks/resources.json. */
  stage?: string;
  /** As under `sst dev`. */
  dev?: boolean;
  /** Runs stacks/ as if its sources read otherwise. */
  edits?: readonly Edit[];
  /** More environment for the program, such as CRISSCROSS_LIVE. */
  environment?: Readonly<Record<string, string>>;
}

/** Runs stacks/ on SST's real components with no AWS account and no Pulumi engine, and returns what it describes. */
export const synthesize = async (options: SynthOptions = {}): Promise<ResourceGraph> =>
  JSON.parse(await synthesizeText(options));

/** As `synthesize`, in the bytes that belong in stacks/resources.json. */
export async function synthesizeText(options: SynthOptions = {}): Promise<string> {
  const { stage = "local", dev = false, edits = [], environment = {} } = options;
  const platform = await ensurePlatform();
  const work = await mkdtemp(join(tmpdir(), "crisscross-synth-"));
  try {
    const program = join(work, "program.mjs");
    const output = join(work, "resources.json");
    await symlink(join(platform, "node_modules"), join(work, "node_modules"), "junction");
    await writeFile(program, await bundleProgram(root, platform, edits));
    await writeFile(join(work, platformModule), await bundlePlatform(root, platform));
    await runProgram(program, {
      ...environment,
      SYNTH_REQUEST: JSON.stringify({ root, work, stage, dev, output }),
    });
    return await readFile(output, "utf8");
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const { CRISSCROSS_COMPILED } = process.env;
/** Where Node keeps what it compiled of Pulumi, for the syntheses of one run of tests. */
const compileCache = CRISSCROSS_COMPILED === undefined ? {} : { NODE_COMPILE_CACHE: CRISSCROSS_COMPILED };

/** In a process of its own, because Pulumi and SST keep the program's state in globals. */
async function runProgram(program: string, environment: Record<string, string>): Promise<void> {
  const secrets = Object.values(secretNames).map((name) => [`SST_SECRET_${name}`, `secret:${name}`]);
  const child = spawn(process.execPath, ["--no-warnings", program], {
    env: { PATH: process.env.PATH, ...compileCache, ...Object.fromEntries(secrets), ...environment },
    stdio: ["ignore", "inherit", "pipe"],
  });
  const [complaints, code] = await Promise.all([
    text(child.stderr),
    new Promise((done, fail) => child.on("close", done).on("error", fail)),
  ]);
  if (code !== 0) throw new Error(`stacks/ does not synthesize:\n${complaints.trim()}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await writeFile(graphFile, await synthesizeText());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
