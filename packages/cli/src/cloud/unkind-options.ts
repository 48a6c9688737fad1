import type { CloudOptions } from "@crisscross/local/cloud";
import { type NetworkFlags, readNetwork, typedNetworkOption } from "./network-options.ts";

/** What was typed about where a local cloud is as unkind as AWS. */
export interface UnkindFlags extends NetworkFlags {
  freeze: boolean;
  disorder: boolean;
  lateFilters?: boolean;
}

export type UnkindOptions = Pick<CloudOptions, "wan" | "network" | "freeze" | "disorder" | "filtersAfterMs">;

/** AWS: changes of filter policies "require up to 15 minutes to fully take effect". */
const filtersAfterMs = 15 * 60_000;

/** The first of these options that was typed, for a sentence that refuses it. */
export function typedUnkindOption(flags: UnkindFlags): string | undefined {
  const typed = typedNetworkOption(flags);
  if (typed !== undefined) return typed;
  if (!flags.freeze) return "--no-freeze";
  if (!flags.disorder) return "--no-disorder";
  return flags.lateFilters ? "--late-filters" : undefined;
}

/** Throws CommandError 2 naming what in the weather's file is not accepted. */
export async function readUnkind(flags: UnkindFlags): Promise<UnkindOptions> {
  return {
    wan: flags.wan,
    network: await readNetwork(flags),
    ...(!flags.freeze && { freeze: false }),
    ...(!flags.disorder && { disorder: false }),
    ...(flags.lateFilters && { filtersAfterMs }),
  };
}
