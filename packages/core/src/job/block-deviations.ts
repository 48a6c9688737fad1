import type { Probe } from "./block-message.ts";
import type { JobRecord } from "./job-record.ts";
import { planBlock, probesInBlock } from "./plan.ts";

/** What says that it is a block of a job: a message, or what was stored of one. */
interface Claimed {
  job: string;
  origin: string;
  index: number;
  blocks?: number;
  seed?: number;
  deadlineMs?: number;
  probes: readonly Probe[];
}

/**
 * The fields in which a block differs from the one the job's plan has in its place, such as `probes.3.variant`; none for
 * a true one. The cost is that of planning one block.
 */
export function deviationsOf(record: JobRecord, claimed: Claimed): string[] {
  const origin = record.spec.origins.find((region) => region === claimed.origin);
  if (origin === undefined) return ["origin"];
  if (probesInBlock(record, claimed.index) === 0) return ["index"];
  const planned = planBlock(record, origin, claimed.index);
  const fields = (["job", "blocks", "seed", "deadlineMs"] as const).filter(
    (field) => claimed[field] !== undefined && claimed[field] !== planned[field],
  );
  if (claimed.probes.length !== planned.probes.length) return [...fields, "probes"];
  return [...fields, ...planned.probes.flatMap((probe, place) => among(probe, claimed.probes[place], place))];
}

function among(planned: Probe, claimed: Probe | undefined, place: number): string[] {
  const flat = ({ burst, ...rest }: Partial<Probe>) => ({
    ...rest,
    burst: burst && `${burst.id} ${burst.size}`,
  });
  const [wanted, found] = [flat(planned), flat(claimed ?? {})];
  return (["seq", "target", "variant", "intendedAtMs", "burst"] as const)
    .filter((field) => wanted[field] !== found[field])
    .map((field) => `probes.${place}.${field}`);
}
