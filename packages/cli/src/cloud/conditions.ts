import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JobHead } from "@crisscross/core/documents/job-view";
import { createShellClient } from "../api/shell-client.ts";
import { CommandError } from "../terminal/command-error.ts";
import { reasonOf } from "../terminal/reason.ts";
import type { Shell } from "../terminal/shell.ts";
import type { ChosenFolder } from "./choose-folder.ts";
import { type DataFolder, failedWrite } from "./data-folder.ts";
import { writeWhole } from "./keep-file.ts";
import { withReadingCloud } from "./reading-cloud.ts";
import type { UnkindOptions } from "./unkind-options.ts";

/** What a job is measured under, in words: its network, and what else is simulated. */
const inWords = ({
  wan,
  network,
  unkindness = [],
}: Pick<JobHead, "wan" | "network" | "unkindness">): string =>
  [wan === "none" ? "no network" : (network ?? wan), ...unkindness].join(", ");

async function conditionsOf(unkind: UnkindOptions): Promise<string> {
  const { describeNetwork } = await import("@crisscross/local/wan/network");
  const { chooseUnkindness } = await import("@crisscross/local/provision/unkindness");
  const unkindness = [...chooseUnkindness(unkind).unkindness] as NonNullable<JobHead["unkindness"]>;
  if (!unkind.wan) return inWords({ wan: "none", unkindness });
  return inWords({ wan: "simulated", network: describeNetwork(unkind.network), unkindness });
}

/**
 * Throws CommandError 1 where a cloud of these options would go on with a job of the folder that began under others: its matrix
 * would be of neither. Looks at jobs only where the folder's last cloud was another.
 */
export async function keepConditions(
  shell: Shell,
  { given, option: reach }: ChosenFolder,
  folder: DataFolder,
  unkind: UnkindOptions,
): Promise<void> {
  const path = join(folder.path, "conditions");
  const own = await conditionsOf(unkind);
  const before = await readFile(path, "utf8").catch(() => "");
  if (before.trim() === own) return;
  if (existsSync(join(folder.path, "dynamodb"))) {
    const job = await findOther(shell, folder, given, own);
    if (job !== undefined)
      throw new CommandError(
        1,
        `job ${job.id} of ${given} has not ended, and would go on under other conditions (${own}) than it began under (${inWords(job)}); samples of both would be of neither. Cancel it with npx crisscross cancel ${job.id}${reach}, or give the options that it began with`,
      );
  }
  await writeWhole(path, `${own}\n`).catch((cause) => {
    throw failedWrite(given, "conditions", reasonOf(cause), cause);
  });
}

/** The first job that has not ended and began under other conditions. */
const findOther = (
  shell: Shell,
  folder: DataFolder,
  given: string,
  own: string,
): Promise<JobHead | undefined> =>
  withReadingCloud(shell, folder, given, async (address, interrupted) => {
    const client = createShellClient({ ...shell, interrupted }, address, false);
    for (const state of ["running", "queued"] as const) {
      let cursor: string | undefined;
      do {
        const { jobs, next } = await client.jobs({ state, ...(cursor !== undefined && { cursor }) });
        const other = jobs.find((job) => inWords(job) !== own);
        if (other !== undefined) return other;
        cursor = next;
      } while (cursor !== undefined);
    }
    return undefined;
  });
