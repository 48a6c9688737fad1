import { callChainOf } from "../sample/call-chain.ts";
import { measuresIn } from "../sample/measures-of-sample.ts";
import { resultOf } from "../sample/probe-outcome.ts";
import type { Sample, StoredBlock } from "../sample/stored-block.ts";
import type { Field, Source } from "./column.ts";
import { columns } from "./sample-columns.ts";

/** The cells of one probe, in the order of `columns`. */
export function rowOf(block: StoredBlock, sample: Sample): Field[] {
  const chain = callChainOf(sample);
  const { calls, outers, inner } = chain;
  const source: Source = {
    block,
    sample,
    chain,
    result: resultOf(sample),
    measuresUs: measuresIn(block, sample),
    outer: outers > 0 ? calls[0] : undefined,
    inner,
    vias: calls.slice(1, Math.max(outers, 1)),
  };
  return columns.map(({ read }) => read(source));
}
