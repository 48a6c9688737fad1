import { epochMs } from "@crisscross/core/edge/time";
import type { JobRecord } from "@crisscross/core/job/job-record";
import type { Call } from "@crisscross/core/sample/call";
import type { Sample, StoredBlock } from "@crisscross/core/sample/stored-block";
import { blockOf, recordOf } from "../core/samples.ts";

/*
 * A world in which every wait of every variant is a number of its own: whole ms that end in 007 and name variant and call.
 * So a number on any page tells whose wait it is, whatever the page says.
 */

export const origin = "ap-south-1";
export const target = "us-west-1";
const vias = ["eu-west-2", "sa-east-1", "ap-southeast-2"] as const;
const samplesPerCell = 5;

const paths = ["", "/direct", ...vias.map((_, last) => `/via=${vias.slice(0, last + 1).join("+")}`)];
const path = (name: string) => name.match(/\/direct|\/via=[^/]+/)?.[0] ?? "";
const ways = ["", "/fresh", "/up=1024/down=2048"];

/** bare and db-get, nested, direct and via one to three others, over a kept or a fresh connection or with payload. */
export const variants: string[] = ["bare", "db-get"].flatMap((work) =>
  paths.flatMap((way) =>
    ways.map((more) =>
      way.startsWith("/via") && more === "/fresh" ? `${work}${more}${way}` : `${work}${way}${more}`,
    ),
  ),
);

/** Which functions call each other, outermost first. */
export function hopsOf(variant: string): { caller: string; callee: string }[] {
  const between = path(variant).startsWith("/via") ? path(variant).split("+") : [];
  const chain =
    path(variant) === "/direct"
      ? ["consume", "inner"]
      : ["consume", "outer", ...between.map((_, place) => `via ${place + 1}`), "inner"];
  return chain.slice(1).map((callee, place) => ({ caller: chain[place] ?? "", callee }));
}

/** The hop that the origin's own function makes: outer's, or consume's where there is no outer. */
export const originHop = (variant: string): number => (path(variant) === "/direct" ? 0 : 1);
export const isPlainlyNested = (variant: string): boolean => path(variant) === "";

const waitMs = (variant: string, hop: number): number =>
  (variants.indexOf(variant) + 1) * 10_000 + (9 - hop) * 1_000 + 7;
/** What a call takes beyond its callee's execution: a number of its own for each hop, the same in every variant. */
export const beyondMs = (hop: number): number => 311 + 10 * hop;

export interface Wait {
  variant: string;
  hop: number;
}

const all = new Map<number, Wait>(
  variants.flatMap((variant) =>
    hopsOf(variant).map((_, hop) => [waitMs(variant, hop), { variant, hop }] as const),
  ),
);

/** Whose wait a number is; undefined for every other number. */
export const waitOf = (ms: number): Wait | undefined => all.get(ms);
/** Which hop a number is the overhead of. */
export const overheadOf = (ms: number): number | undefined =>
  [0, 1, 2, 3, 4].find((hop) => beyondMs(hop) === ms);

function callOf(variant: string, hop: number): Call {
  const hops = hopsOf(variant);
  const executionUs = (waitMs(variant, hop) - beyondMs(hop)) * 1_000;
  const isLast = hop === hops.length - 1;
  const regions = hop === 0 && !isLast ? [origin] : vias.slice(hop - 1);
  return {
    region: isLast ? target : (regions[0] ?? target),
    sentUs: 1_000_000,
    receivedUs: 1_000_000 + waitMs(variant, hop) * 1_000,
    connection: "reused",
    outcome: "ok",
    receipt: { durationUs: executionUs, billedMs: executionUs / 1_000, memoryMb: 512, source: "json" },
    level: {
      environment: `${hops[hop]?.callee} of ${variant}`,
      served: 3,
      initType: "on-demand",
      readyUs: 100_000,
      startUs: 900_000,
      endUs: 900_000 + executionUs,
      ...(isLast &&
        variant.startsWith("db") && { db: { sentUs: 901_000, receivedUs: 906_000, outcome: "ok" } }),
      ...(!isLast && { call: callOf(variant, hop + 1) }),
    },
  };
}

const samples: Sample[] = variants
  .flatMap((variant) => Array.from({ length: samplesPerCell }, () => variant))
  .map((variant, seq) => ({
    seq,
    target,
    variant,
    intendedAtMs: epochMs(1_800_000_000_000),
    startedAtMs: epochMs(1_800_000_000_500),
    call: callOf(variant, 0),
  }));

export const record: JobRecord = recordOf({
  origins: [origin],
  targets: [target],
  variants,
  samples: samplesPerCell,
});

export const blocks: readonly StoredBlock[] = Array.from(
  { length: Math.ceil(samples.length / 16) },
  (_, index) => blockOf(samples.slice(index * 16, (index + 1) * 16), { index, origin }),
);
