import { spawn } from "node:child_process";
import { access, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

const root = resolve(import.meta.dirname, "..");
const platform = join(root, ".sst/platform");
const lock = join(root, ".sst/platform.lock");
const remedy = "make sure `npm ping` succeeds, then run: node scripts/platform.ts";

/**
 * The folder of SST's components for the pinned version of SST, installed when it is not there.
 * Throws an error that names the remedy when it cannot be had.
 */
export async function ensurePlatform(): Promise<string> {
  if (await isInstalled()) return platform;
  await mkdir(join(root, ".sst"), { recursive: true });
  await takeLock();
  try {
    if (!(await isInstalled())) await install();
  } finally {
    await rm(lock, { force: true });
  }
  return platform;
}

/** npm writes node_modules/.package-lock.json last, so it says that an installation was not cut short. */
async function isInstalled(): Promise<boolean> {
  try {
    const { version } = JSON.parse(await readFile(join(root, "node_modules/sst/package.json"), "utf8"));
    const installed = await readFile(join(platform, "version"), "utf8");
    await access(join(platform, "node_modules/.package-lock.json"));
    return installed.trim() === version;
  } catch {
    return false;
  }
}

async function install(): Promise<void> {
  console.error(
    "Fetching SST's platform into .sst/: about 320 MB from the npm registry, once, in under a minute.",
  );
  await rm(platform, { recursive: true, force: true });
  const code = await runSst("install", "--stage", "local");
  if (code !== 0) throw new Error(`\`sst install\` failed with exit code ${code}; ${remedy}`);
  if (!(await isInstalled())) throw new Error(`\`sst install\` left .sst/platform incomplete; ${remedy}`);
}

/** SST without telemetry and without tools it would fetch from elsewhere; its output goes to stderr. */
function runSst(...parameters: string[]): Promise<number | null> {
  const quiet = { SST_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
  const npmOnly = { SST_SKIP_DEPENDENCY_CHECK: "1", SST_NO_BUN: "1" };
  const child = spawn(process.execPath, [join(root, "node_modules/sst/bin/sst.mjs"), ...parameters], {
    cwd: root,
    env: { ...process.env, ...quiet, ...npmOnly },
    stdio: ["ignore", 2, 2],
  });
  return new Promise((done, fail) => child.on("close", done).on("error", fail));
}

/** Waits for another process that installs; a lock whose process is gone is taken over. */
async function takeLock(): Promise<void> {
  for (;;) {
    try {
      return await writeFile(lock, String(process.pid), { flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = Number(await readFile(lock, "utf8").catch(() => process.pid));
    if (isAlive(owner)) await sleep(500);
    else await rm(lock, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await ensurePlatform();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
