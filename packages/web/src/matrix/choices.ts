import { parseVariant } from "@crisscross/core/job/variant";
import { type Measure, measureNames } from "@crisscross/core/sample/measure";
import { type StartClass, startClasses } from "@crisscross/core/sample/start-class";
import type { MatrixRow } from "../data/documents.ts";

export const statistics = ["p50", "p90", "p95", "p99", "mean"] as const;
type Statistic = (typeof statistics)[number];
const orders = ["asked", "geography", "name", "value"] as const;
export type Order = (typeof orders)[number];

/** What the picture shows, as its address has it. */
export interface Choices {
  readonly measure: Measure;
  readonly stat: Statistic;
  readonly variant: string;
  /** Only samples that started so; `all` of them together. */
  readonly start: StartClass | "all";
  /** Another variant to compare with, and how. */
  readonly other: string | undefined;
  readonly compare: "beside" | "difference";
  readonly order: Order;
  /** Whether colours span what this picture holds, instead of what they mean everywhere. */
  readonly isFitted: boolean;
}

/** What of each kind a job has something of. */
export interface Offers {
  readonly measures: readonly Measure[];
  readonly variants: readonly string[];
  readonly starts: readonly (StartClass | "all")[];
}

export function offersOf(rows: readonly MatrixRow[]): Offers {
  const has = (measure: Measure) => rows.some(({ measures }) => measures[measure] !== undefined);
  const starts = startClasses.filter((start) => rows.some((row) => row.starts[start] !== undefined));
  return {
    measures: measureNames.filter(has),
    variants: [...new Set(rows.map(({ variant }) => variant))],
    starts: [...starts.toReversed(), "all"],
  };
}

const pick = <Value extends string>(text: string | undefined, among: readonly Value[]): Value | undefined =>
  among.find((value) => value === text);

/** The choices of an address; what it does not say, or the job has not, is what is asked for most. */
export function readChoices(query: Readonly<Record<string, string>>, offers: Offers): Choices {
  const { measures, variants, starts } = offers;
  const variant = pick(query.variant, variants) ?? variants[0] ?? "bare";
  const other = pick(query.with, variants);
  return {
    measure: pick(query.measure, measures) ?? pick("originWait", measures) ?? measures[0] ?? "originWait",
    stat: pick(query.stat, statistics) ?? "p50",
    variant,
    start: pick(query.start, starts) ?? pick("warm", starts) ?? "all",
    other: other === variant ? undefined : other,
    compare: pick(query.as, ["beside", "difference"]) ?? "beside",
    order: pick(query.order, orders) ?? "asked",
    isFitted: query.colours === "fit",
  };
}

/** The same variant over the other kind of connection; undefined where it is not among them. */
export function otherConnection(variant: string, variants: readonly string[]): string | undefined {
  const parsed = parseVariant(variant);
  if (parsed === undefined) return undefined;
  return variants.find((one) => {
    const candidate = parseVariant(one);
    if (candidate === undefined || candidate.connection === parsed.connection) return false;
    return JSON.stringify({ ...candidate, connection: parsed.connection }) === JSON.stringify(parsed);
  });
}

/** The connection that a variant's calls are meant to go over. */
export const connectionOf = (variant: string): "reused" | "fresh" =>
  parseVariant(variant)?.connection ?? "reused";
