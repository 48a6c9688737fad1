import { deflateSync } from "node:zlib";
import { spentUses } from "@crisscross/core/cost/spent-uses";
import type { Cost } from "@crisscross/core/cost/uses";
import { costOf } from "@crisscross/core/cost/uses";
import { AppError } from "@crisscross/core/edge/error";
import type { MemoryMb } from "@crisscross/core/job/priced-functions";
import type { Region } from "@crisscross/core/job/regions";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import type { StoredJob } from "./job-store.ts";
import type { SampleDeps } from "./read-samples.ts";
import { readSpread } from "./read-spread.ts";
import type { SealStore } from "./seal-store.ts";

export interface CostReading extends SampleDeps {
  seals: SampleDeps["seals"] & Pick<SealStore, "summaryText">;
  memoryMb: MemoryMb;
  home: Region;
}

/** What a job cost so far, from blocks that stand for all that are stored. */
interface ReadCost {
  cost: Cost;
  blocks: number;
  unbilled: number;
  seconds: number;
}

/** `stored`: how many probes are. */
export async function readCost(deps: CostReading, state: StoredJob, stored: number): Promise<ReadCost> {
  const { spec, probesPerBlock } = state.record;
  const { blocks } = await readSpread(deps, state);
  const read = blocks.reduce((sum, { samples }) => sum + samples.length, 0);
  const job = { spec, probesPerBlock, memoryMb: deps.memoryMb, home: deps.home };
  const sized = blocks.map((block) => ({ block, itemBytes: itemBytesOf(block) }));
  const summaries = await summaryBytesOf(deps, state);
  const { uses, ...found } = spentUses(job, sized, read === 0 ? 1 : stored / read, summaries);
  return { cost: costOf(uses), blocks: blocks.length, ...found };
}

/** Of each origin that is rolled up; one that is damaged is as planned. */
async function summaryBytesOf({ seals }: CostReading, { rollUps }: StoredJob): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const seal of rollUps)
    try {
      found.set(seal.origin, deflateSync(await seals.summaryText(seal)).length);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "corrupt") throw error;
    }
  return found;
}

/** Names and numbers of a block's item, beside its packed samples. */
const keyBytes = 115;

const itemBytesOf = (block: StoredBlock): number => deflateSync(JSON.stringify(block)).length + keyBytes;
