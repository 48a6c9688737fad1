import { lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OwnerLock, takeLock } from "../service/owner-lock.ts";

/** A temporary folder for bundles, which its host alone uses. */
export interface Workplace {
  directory: string;
  remove(): Promise<void>;
}

const prefix = "crisscross-lambda-";
const lockFile = "lock";

/** Makes a workplace, and first removes those that killed hosts have left behind. */
export function openWorkplace(): Workplace {
  const parent = tmpdir();
  removeAbandoned(parent);
  for (;;) {
    const directory = mkdtempSync(join(parent, prefix));
    const lock = takeLock(join(directory, lockFile));
    // Another start has taken it for abandoned, between these two lines.
    if (typeof lock === "string") continue;
    return {
      directory,
      async remove() {
        // First: Windows removes no file that is open.
        lock.release();
        await rm(directory, { recursive: true, force: true, maxRetries: 3 });
      },
    };
  }
}

/** This user's workplaces whose lock nobody holds. One without a lock is of an older version, and may be in use. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    const directory = join(parent, name);
    const lock = takeAbandoned(directory);
    if (lock === undefined) continue;
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    lock.release();
  }
}

function takeAbandoned(directory: string): OwnerLock | undefined {
  try {
    const stats = lstatSync(directory);
    if (!stats.isDirectory() || (process.getuid !== undefined && stats.uid !== process.getuid()))
      return undefined;
    const lock = takeLock(join(directory, lockFile), "existing");
    return typeof lock === "string" ? undefined : lock;
  } catch {
    // Removed by another start, or not to be read: not ours to remove.
    return undefined;
  }
}
