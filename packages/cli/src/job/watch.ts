import type { JobView } from "@crisscross/core/documents/job-view";
import { chooseFolder } from "../cloud/choose-folder.ts";
import { type ApiOptions, withJobs } from "../cloud/connect.ts";
import { readUnkind, type UnkindOptions } from "../cloud/unkind-options.ts";
import { readLimits } from "../render/limit.ts";
import type { Shell } from "../terminal/shell.ts";
import { attaching } from "./begin-job.ts";
import { findJob } from "./find-job.ts";
import { isGrowing } from "./job-progress.ts";
import { type PrintOptions, printMatrix } from "./print-matrix.ts";
import { apiDestination } from "./probe.ts";
import { noMoney, readMoney } from "./read-money.ts";
import { runInFolder } from "./run-in-folder.ts";
import { answerOf, runJob } from "./run-job.ts";

export interface WatchOptions extends Omit<ApiOptions, "json">, PrintOptions {}

/** Follows a job to its end, in a cloud of its own where none runs on its folder. Answers as runJob. */
export async function watch(shell: Shell, job: string, options: WatchOptions): Promise<number> {
  const { api, token, data, max } = options;
  readLimits(max);
  if (api !== undefined) return runJob(shell, options, apiDestination(shell, api, token), attaching(job));
  const { json = false, ...printed } = options;
  // Looked at first: an ended job needs no cloud, and one that goes on needs one like that it began in.
  const kept = await withJobs(shell, { ...options, json }, async (client, where) => {
    const view = await client.job(await findJob(client, job));
    if (where.kind !== "kept" || isGrowing(view)) return view;
    const document = await client.matrix(view.id, options.simultaneous);
    const money = json ? noMoney : await readMoney(client, view.id, shell.interrupted);
    const exitCode = printMatrix(shell, { ...printed, json }, document, where, money);
    return answerOf(document, exitCode);
  });
  if (typeof kept === "number") return kept;
  const folder = chooseFolder(data, shell.env, "read");
  return runInFolder(shell, options, folder, attaching(kept.id), { unkind: await asBegun(kept) });
}

/** What a cloud has to be like for a job to go on as it began; a network that had options of its own is refused when it starts. */
function asBegun({ wan, unkindness = [] }: JobView): Promise<UnkindOptions> {
  const has = (name: string) => (unkindness as readonly string[]).includes(name);
  return readUnkind({
    ...{ wan: wan !== "none", handshakes: true },
    ...{ freeze: has("freeze"), disorder: has("disorder") },
  });
}
