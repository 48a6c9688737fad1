import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** How many bytes the files of a folder have. A file that goes away meanwhile counts nothing. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const stats = await lstat(join(parentPath, name)).catch(() => undefined);
        return stats?.size ?? 0;
      }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
