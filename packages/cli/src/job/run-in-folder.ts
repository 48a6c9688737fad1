import { Unreachable } from "../api/refusal.ts";
import type { ChosenFolder } from "../cloud/choose-folder.ts";
import { keepConditions } from "../cloud/conditions.ts";
import { type DataFolder, takeFolder } from "../cloud/data-folder.ts";
import { deployedRegions, readGraph } from "../cloud/description.ts";
import type { UnkindOptions } from "../cloud/unkind-options.ts";
import { withCloud } from "../cloud/with-cloud.ts";
import { CommandError } from "../terminal/command-error.ts";
import { pauseUntil } from "../terminal/pause.ts";
import type { Shell } from "../terminal/shell.ts";
import type { Begin } from "./begin-job.ts";
import type { PrintOptions } from "./print-matrix.ts";
import { runJob } from "./run-job.ts";
import { tellOthers } from "./tell-others.ts";

/** What a cloud of one's own is like. */
interface OwnOptions {
  unkind: UnkindOptions;
  /** An option that a cloud which runs already cannot follow, if one was typed. */
  typed?: string | undefined;
}

/**
 * Runs a job on the cloud of a data folder: the one that runs there, or one of its own that is stopped afterwards. When the one that runs
 * goes away, the job goes on in the next one, or in one of its own. Answers as runJob.
 */
export async function runInFolder(
  shell: Shell,
  options: PrintOptions,
  chosen: ChosenFolder,
  begin: Begin,
  { unkind, typed }: OwnOptions,
): Promise<number> {
  const { given, option: reach } = chosen;
  for (;;) {
    const taken = await takeFolder(given, pauseUntil(shell.interrupted));
    if ("folder" in taken) {
      const { folder } = taken;
      return await runOnOwn(shell, options, { ...chosen, folder, unkind }, begin).finally(() =>
        folder.release(),
      );
    }
    const { running } = taken;
    if (typed !== undefined) throw refuseTyped(typed, given, running.url);
    const destination = {
      ...running,
      where: { kind: "running", dataDir: given, reach },
      troubles: [],
    } as const;
    try {
      return await runJob(shell, options, destination, begin);
    } catch (error) {
      if (!(error instanceof Unreachable) || shell.interrupted.aborted) throw error;
      shell.stderr.write(`crisscross: the local cloud of ${given} has stopped; the job goes on in another\n`);
    }
  }
}

const refuseTyped = (typed: string, given: string, url: string): CommandError =>
  new CommandError(
    2,
    `${typed} is for a cloud that probe brings up, and one runs on ${given} already, at ${url}; leave it out, or stop that one`,
  );

async function runOnOwn(
  shell: Shell,
  options: PrintOptions,
  { folder, unkind, ...chosen }: ChosenFolder & { folder: DataFolder; unkind: UnkindOptions },
  begin: Begin,
): Promise<number> {
  const { given, option: reach } = chosen;
  await keepConditions(shell, chosen, folder, unkind);
  const graph = await readGraph();
  const troubles: string[] = [];
  const onTrouble = (trouble: string) => troubles.push(trouble);
  // The folder may hold work left in any region.
  const own = { graph, ...unkind, regions: deployedRegions(graph), folder, data: given, onTrouble };
  return withCloud(shell, { ...own, quiet: options.json ?? false }, ({ cloud, token, interrupted, stop }) => {
    interrupted.throwIfAborted();
    // A kept job is printed only once its cloud has stopped, and so has written all of it.
    const where = { kind: "kept", dataDir: given, reach } as const;
    const destination = { url: cloud.apiUrl, token, troubles, where, settle: stop };
    return runJob({ ...shell, interrupted }, options, destination, async (client) => {
      const first = await begin(client);
      await tellOthers(client, shell.stderr, first.id, reach);
      return first;
    });
  });
}
