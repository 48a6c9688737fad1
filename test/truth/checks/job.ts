import type { JobView } from "@crisscross/core/documents/job-view";
import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { blockCount, planBlocks, shardOf } from "@crisscross/core/job/plan";
import { outcomes } from "@crisscross/core/sample/call";
import { resultOf } from "@crisscross/core/sample/probe-outcome";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import type { LossReason } from "@crisscross/core/standing/loss";
import { cellKey } from "@crisscross/core/summary/summary";
import { encodeSummary } from "@crisscross/core/summary/summary-text";
import type { BlockStore } from "@crisscross/functions/results/block-store";
import type { JobStore, StoredJob } from "@crisscross/functions/results/job-store";
import { readMatrix, readState, readView } from "@crisscross/functions/results/read-job";
import { rebuildSeal } from "@crisscross/functions/results/rebuild-seal";
import type { Seal, SealStore } from "@crisscross/functions/results/seal-store";
import { allSound, noDamage } from "../../functions/results/all-sound.ts";
import { blockKey } from "../world/run-job.ts";

/** Something that must not be, and which promise of a finished job it breaks. */
export interface Violation {
  promise: "one terminal record each" | "counts add up" | "summaries can be rebuilt" | "state follows";
  what: string;
}

/** What only those who ran the job know, and no stored item may contradict. */
export interface Known {
  /** Blocks that some consume was told are stored; by `blockKey`. */
  acknowledged: ReadonlySet<string>;
  /** Blocks that were made to get lost, and what the ledger has to say of them. */
  excused: ReadonlyMap<string, LossReason>;
}

export type JobItems = BlockStore & SealStore & Pick<JobStore, "storedJob" | "listJobs">;

/** Checks all that is stored and answered about a finished job against its plan and what is known. Empty is well. */
export async function checkJob(store: JobItems, record: JobRecord, known: Known): Promise<Violation[]> {
  const blocks = await blocksOf(store, record);
  const state = await readState({ jobs: store, ...noDamage }, record.id);
  return [
    ...checkBlocks(record, blocks, known),
    ...(await checkSeals(store, record, blocks, state.rollUps)),
    ...(await checkAnswers(store, record, blocks, known, state)),
  ];
}

async function checkAnswers(
  store: JobItems,
  record: JobRecord,
  blocks: readonly StoredBlock[],
  known: Known,
  state: StoredJob,
): Promise<Violation[]> {
  const deps = { jobs: store, seals: store, blocks: store, ...noDamage };
  try {
    const view = await readView(deps, state);
    const matrix = await readMatrix(deps, state);
    return [
      ...checkLedger(record, blocks, known, view),
      ...checkCounts(blocks, matrix),
      ...checkState(record, blocks, view, matrix),
    ];
  } catch (error) {
    return [{ promise: "counts add up", what: `it cannot be read: ${error}` }];
  }
}

/** One shard further than planned, for blocks that no one planned. */
async function blocksOf(store: BlockStore, record: JobRecord): Promise<StoredBlock[]> {
  const { id, spec } = record;
  const shards = shardOf(blockCount(record)) + 1;
  const blocks: StoredBlock[] = [];
  for (const origin of spec.origins)
    for (let shard = 0; shard < shards; shard++)
      blocks.push(...(await allSound(store.blocks({ job: id, origin, shard }))));
  return blocks;
}

/** Every planned block is stored, with its very probes, or was made to get lost; nothing else is stored. */
function checkBlocks(record: JobRecord, blocks: readonly StoredBlock[], known: Known): Violation[] {
  const broken = (what: string): Violation[] => [{ promise: "one terminal record each", what }];
  const left = new Map(blocks.map((block) => [blockKey(block), block]));
  const violations = blocks.length === left.size ? [] : broken("a block is stored twice");
  for (const planned of planBlocks(record)) {
    const key = blockKey(planned);
    const block = left.get(key);
    left.delete(key);
    if (block === undefined) {
      if (known.acknowledged.has(key)) violations.push(...broken(`${key} was said to be stored, and is not`));
      else if (!known.excused.has(key)) violations.push(...broken(`${key} is gone, and nothing took it`));
    } else if (probesOf(block.samples) !== probesOf(planned.probes))
      violations.push(...broken(`${key} holds other probes than were planned`));
  }
  return [...violations, ...[...left.keys()].flatMap((key) => broken(`${key} was never planned`))];
}

const probesOf = (list: readonly { seq: number; target: string; variant: string }[]): string =>
  list.map(({ seq, target, variant }) => `${seq} ${target} ${variant}`).join(", ");

/** The ledger names what is not stored, cell by cell and with the reason it was lost for, and no more. */
function checkLedger(
  record: JobRecord,
  blocks: readonly StoredBlock[],
  known: Known,
  view: JobView,
): Violation[] {
  const stored = new Set(blocks.map(blockKey));
  const lost = new Map<string, number>();
  for (const block of planBlocks(record)) {
    const key = blockKey(block);
    if (stored.has(key)) continue;
    const reason = known.excused.get(key) ?? "no reason";
    for (const { target, variant } of block.probes) {
      const entry = `${cellKey(block.origin, target, variant)}: ${reason}`;
      lost.set(entry, (lost.get(entry) ?? 0) + 1);
    }
  }
  for (const { origin, target, variant, reason, n } of view.reasons ?? []) {
    const entry = `${cellKey(origin, target, variant)}: ${reason}`;
    lost.set(entry, (lost.get(entry) ?? 0) - n);
  }
  const wrong = [...lost].filter(([, n]) => n !== 0);
  const { expected, ok, throttled, timeout, error, pending } = view.ledger;
  const isBalanced = expected === ok + throttled + timeout + error + view.ledger.lost + pending;
  return [
    ...wrong.map(([entry, n]): Violation => {
      const what =
        n > 0 ? `${n} probes lost and not in the ledger` : `${-n} probes in the ledger and not lost`;
      return { promise: "one terminal record each", what: `${entry}: ${what}` };
    }),
    ...violationIf(!isBalanced, "one terminal record each", "the ledger does not add up"),
    ...violationIf(pending !== 0, "one terminal record each", `${pending} probes are pending for good`),
  ];
}

/** n and outcomes of every cell are those of its stored samples. */
function checkCounts(blocks: readonly StoredBlock[], { matrix }: MatrixDocument): Violation[] {
  const counts = new Map<string, Record<string, number>>();
  for (const { origin, samples } of blocks)
    for (const sample of samples) {
      const key = cellKey(origin, sample.target, sample.variant);
      const cell = counts.get(key) ?? { n: 0, ok: 0, throttled: 0, timeout: 0, error: 0 };
      counts.set(key, cell);
      cell.n = (cell.n ?? 0) + 1;
      const { outcome } = resultOf(sample);
      cell[outcome] = (cell[outcome] ?? 0) + 1;
    }
  return matrix.flatMap((row) => {
    const key = cellKey(row.origin, row.target, row.variant);
    const counted = counts.get(key) ?? {};
    const isRight =
      row.n === (counted.n ?? 0) && outcomes.every((name) => row.outcomes[name] === (counted[name] ?? 0));
    return violationIf(!isRight, "counts add up", `${key} has n ${row.n}, ${counted.n ?? 0} are stored`);
  });
}

/** Every stored summary is, bit for bit, the one of the blocks it says are in it, and all blocks are in one. */
async function checkSeals(
  store: JobItems,
  record: JobRecord,
  blocks: readonly StoredBlock[],
  rollUps: readonly Seal[],
): Promise<Violation[]> {
  const { seals } = await store.shardStates(record.id);
  const violations: Violation[] = [];
  for (const seal of [...seals, ...rollUps]) {
    const { summary } = await rebuildSeal({ blocks: store, ...noDamage }, record, seal);
    const isSame = (await store.summaryText(seal)) === encodeSummary(summary);
    const name = `${seal.origin} ${seal.shard}`;
    violations.push(...violationIf(!isSame, "summaries can be rebuilt", `${name} differs from its blocks`));
  }
  for (const origin of record.spec.origins) {
    const sealed = rollUps.find((seal) => seal.origin === origin)?.blocks ?? new Uint8Array();
    const inSeal = sealed.reduce((sum, byte) => sum + bitsIn(byte), 0);
    const inStore = blocks.filter((block) => block.origin === origin).length;
    violations.push(
      ...violationIf(
        inSeal !== inStore,
        "summaries can be rebuilt",
        `${origin} seals ${inSeal} of ${inStore} blocks`,
      ),
    );
  }
  return violations;
}

const bitsIn = (byte: number): number => byte.toString(2).replaceAll("0", "").length;

function checkState(
  record: JobRecord,
  blocks: readonly StoredBlock[],
  view: JobView,
  { job }: MatrixDocument,
): Violation[] {
  const planned = blockCount(record) * record.spec.origins.length;
  const state = blocks.length === planned ? "complete" : "incomplete";
  const said = [view.state, job.state];
  return violationIf(
    said.some((one) => one !== state),
    "state follows",
    `it is ${state}, and said to be ${said.join(" and ")}`,
  );
}

function violationIf(isBroken: boolean, promise: Violation["promise"], what: string): Violation[] {
  return isBroken ? [{ promise, what }] : [];
}
