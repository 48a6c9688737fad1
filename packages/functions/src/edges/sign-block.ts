import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import type { BlockMessage, Probe, UnsignedBlock } from "@crisscross/core/job/block-message";
import type { JobRecord } from "@crisscross/core/job/job-record";

/** Bytes of a job's key. */
export const blockKeyBytes = 32;

/** What consume needs of a job to tell its blocks from forged ones. */
export interface KnownJob {
  record: JobRecord;
  key: Uint8Array;
}

/** HMAC-SHA256 over what a block says, in a form of its own, so that the order of a message's keys is of no matter. */
function macOf(key: Uint8Array, block: UnsignedBlock): string {
  const { v, job, origin, index, blocks, seed, deadlineMs, publishedAtMs, probes } = block;
  const said = [v, job, origin, index, blocks, seed, deadlineMs, publishedAtMs, probes.map(listOf)];
  // Of bytes, Node would make a web crypto key first, which takes thrice as long as all the rest.
  return createHmac("sha256", createSecretKey(key)).update(JSON.stringify(said)).digest("base64url");
}

export const signBlock = (key: Uint8Array, block: UnsignedBlock): BlockMessage => ({
  ...block,
  mac: macOf(key, block),
});

/** Whether plan published just this block. */
export function isSigned(key: Uint8Array, block: BlockMessage): boolean {
  const [wanted, found] = [Buffer.from(macOf(key, block)), Buffer.from(block.mac)];
  return wanted.length === found.length && timingSafeEqual(wanted, found);
}

const listOf = ({ seq, target, variant, intendedAtMs, burst }: Probe) => [
  seq,
  target,
  variant,
  intendedAtMs,
  ...(burst ? [burst.id, burst.size] : []),
];
