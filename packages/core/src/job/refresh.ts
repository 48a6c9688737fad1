import { groupCount } from "../statistics/groups.ts";
import type { JobSpec } from "./job.ts";
import { burstSizeOf } from "./load.ts";

/*
 * A refresh job calls tenant-isolated functions. Lambda runs each tenant's calls in environments of the tenant's own, so a
 * tenant that was never there before gets a new one, and takes none from anybody.
 */

/** Environments of one function for an origin: a cell counts so many one by one, and intervals tell so many groups apart. */
export const mostFresh = groupCount;

interface Refreshed {
  id: string;
  spec: JobSpec;
  probesPerBlock: number;
}

/** How often each cell is called by one visit to a tenant; a burst counts once. */
const roundsPerVisit = ({ spec, probesPerBlock }: Pick<Refreshed, "spec" | "probesPerBlock">): number =>
  Math.max(1, Math.floor(probesPerBlock / probesPerRound(spec)));

const probesPerRound = ({ targets, variants, load }: JobSpec): number =>
  targets.length * variants.length * burstSizeOf(load);

/**
 * The tenant that a probe of an origin is for: made of the job's id, which no other job has, the origin and a number below
 * `refresh`. Tenants take turns round by round, or block by block where a block holds whole rounds. So every cell meets all of them, at
 * all times of the job. Undefined for a job that is called in ordinary functions.
 */
export function tenantOf(record: Refreshed, origin: string, seq: number): string | undefined {
  const { refresh } = record.spec;
  if (refresh === undefined) return undefined;
  const round = Math.floor(seq / probesPerRound(record.spec));
  return `${record.id}/${origin}/${Math.floor(round / roundsPerVisit(record)) % refresh}`;
}

/**
 * How many of the probes that fit in a block of a job go into one: of a refresh job whole rounds where one fits, and no more than leaves a
 * block for each tenant. Two blocks of one tenant may run at once, and then need two environments.
 */
export function refreshedBlock(spec: JobSpec, fitting: number): number {
  const perRound = probesPerRound(spec);
  if (spec.refresh === undefined || perRound > fitting) return fitting;
  const rounds = spec.samples / burstSizeOf(spec.load);
  const turns = Math.ceil(rounds / (spec.refresh * Math.floor(fitting / perRound)));
  return perRound * Math.max(1, Math.floor(rounds / (spec.refresh * turns)));
}
