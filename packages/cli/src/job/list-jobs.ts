import type { JobView } from "@crisscross/core/documents/job-view";
import type { ApiClient } from "../api/api-client.ts";
import { type ApiOptions, NothingKept, withJobs } from "../cloud/connect.ts";
import { folderBytes } from "../cloud/folder-bytes.ts";
import { type FoundJobs, renderJobs } from "../render/jobs.ts";
import type { Whereabouts } from "../render/next-steps.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import type { Shell } from "../terminal/shell.ts";

interface ListOptions extends ApiOptions {
  limit?: number;
  state?: string;
  tag?: string;
  color: boolean;
}

/** Prints the newest jobs. Answers 0. */
export async function listJobs(shell: Shell, options: ListOptions): Promise<number> {
  const { stdout, env } = shell;
  const style = {
    paint: createPaint(wantsColour(stdout, env, options.color)),
    columns: stdout.columns ?? 100,
  };
  await withJobs(shell, options, async (client, where) => {
    const found = { ...(await readJobs(client, options)), ...(await keptIn(where)) };
    stdout.write(options.json ? `${JSON.stringify(found)}\n` : renderJobs(found, where, style));
  }).catch((error: unknown) => {
    if (!(error instanceof NothingKept)) throw error;
    stdout.write(options.json ? `${JSON.stringify(none)}\n` : `${error.message}\n`);
  });
  return 0;
}

const none: FoundJobs = { jobs: [], damaged: [], hasMore: false };

async function readJobs(
  client: Pick<ApiClient, "job" | "jobs">,
  { limit = 10, state, tag }: ListOptions,
): Promise<FoundJobs> {
  const found: FoundJobs = { jobs: [], damaged: [], hasMore: false };
  let cursor: string | undefined;
  do {
    const page = await client.jobs({
      limit: `${limit - found.jobs.length - found.damaged.length}`,
      // What was typed goes as it is: the API says what it accepts.
      ...(state !== undefined && { state: state as JobView["state"] }),
      ...(tag !== undefined && { tag }),
      ...(cursor !== undefined && { cursor }),
    });
    // One after another: each at once would have an environment started for it.
    for (const { id } of page.jobs) found.jobs.push(await client.job(id));
    found.damaged.push(...(page.damaged ?? []));
    cursor = page.next;
  } while (cursor !== undefined && found.jobs.length + found.damaged.length < limit);
  return { ...found, hasMore: cursor !== undefined };
}

async function keptIn(where: Whereabouts): Promise<Pick<FoundJobs, "kept">> {
  if (where.kind === "api" || where.kind === "gone") return {};
  return { kept: { folder: where.dataDir, bytes: await folderBytes(where.dataDir) } };
}
