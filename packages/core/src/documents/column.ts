import type { Call } from "../sample/call.ts";
import type { CallChain } from "../sample/call-chain.ts";
import type { measuresIn } from "../sample/measures-of-sample.ts";
import type { Result } from "../sample/probe-outcome.ts";
import type { Sample, StoredBlock } from "../sample/stored-block.ts";
import type { ViaField } from "./via-field.ts";

/** What a column is read from. */
export interface Source {
  block: StoredBlock;
  sample: Sample;
  chain: CallChain;
  result: Result;
  measuresUs: ReturnType<typeof measuresIn>;
  outer: Call | undefined;
  inner: Call | undefined;
  /** Calls to functions between outer and inner. */
  vias: readonly Call[];
}

export type Field = string | number | readonly ViaField[] | undefined;

/** One column of an export. */
export interface Column {
  name: string;
  meaning: string;
  read(source: Source): Field;
}

export function column(name: string, meaning: string, read: Column["read"]): Column {
  return { name, meaning, read };
}
