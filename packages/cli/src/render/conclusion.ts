import type { MatrixDocument, MatrixRow } from "@crisscross/core/documents/matrix-document";
import { type StartClass, startClasses } from "@crisscross/core/sample/start-class";
import { differingBuilds } from "./builds.ts";
import { compareVariants, excessOfCold } from "./differences.ts";
import { showSpan } from "./milliseconds.ts";
import { networkWarning } from "./network.ts";
import { crossesRegions } from "./route-words.ts";
import { fewestWarm, isKnown } from "./warm.ts";

/**
 * What a page comes to, in sentences: the network if it is not AWS's, then what warm calls take by variant, or why that
 * is not known. Cold and warm calls are never in one figure.
 */
export function conclude({ job, matrix }: MatrixDocument): string[] {
  const [first = "", ...others] = job.wan === "mixed" ? [ofBothNetworks] : conclusionsOf(matrix);
  const failed = job.throttled + job.timeout + job.error;
  return [
    `${networkWarning[job.wan]}${first}`,
    ...others,
    ...differingBuilds(job.builds),
    ...(job.unkept > 0
      ? [
          `${job.unkept} of ${job.ok} answered probes made new connections though they were to go over kept ones; no warm figure has them.`,
        ]
      : []),
    ...(failed > 0 ? [`${failed} of ${job.expected} probes were not ok; no figure here has them.`] : []),
  ];
}

const ofBothNetworks =
  "Samples of both networks: a median over both is of neither; an export tells them apart (column wan).";

function conclusionsOf(matrix: readonly MatrixRow[]): string[] {
  if (matrix.every(({ outcomes }) => outcomes.ok === 0)) return ["No probe was answered."];
  const most = Math.max(...matrix.map((row) => row.starts.warm?.n ?? 0));
  if (most === 0) return [withoutWarm(matrix)];
  if (most < fewestWarm)
    return [
      `Too few warm calls to tell what a call takes: at most ${most} per cell, and ${fewestWarm} are needed; ask for more with --samples.`,
    ];
  const variants = [...new Set(matrix.map(({ variant }) => variant))];
  const rowsOf = (name: string) => matrix.filter(({ variant }) => variant === name);
  const base = variants.find((variant) => rowsOf(variant).some(isKnown)) ?? "";
  return [
    ...variants.map(
      (variant) =>
        (variant === base ? undefined : compareVariants(base, variant, matrix)) ??
        ofVariant(variant, rowsOf(variant)),
    ),
    ...excessOfCold(matrix),
  ];
}

/** The range of the cells' medians: of cold starts where there are only those, since a mean of both kinds would describe neither. */
function withoutWarm(matrix: readonly MatrixRow[]): string {
  const kinds = startClasses.filter((start) => matrix.some((row) => row.starts[start]));
  const [kind] = kinds;
  const needs = "What a warm call takes is not known; ask for more with --samples.";
  if (kind !== "cold" || kinds.length > 1)
    return `No call was warm: ${kinds.map((start) => `${countOf(matrix, start)} ${start}`).join(", ")}. ${needs}`;
  return `Every call was a cold start: ${rangeOf(matrix, "cold")}. ${needs}`;
}

function ofVariant(variant: string, rows: readonly MatrixRow[]): string {
  const known = rows.filter(isKnown);
  if (known.length === 0) return `Warm ${variant} calls: too few in every cell to tell.`;
  const isFar = ({ origin, target }: MatrixRow) => crossesRegions(origin, target, variant);
  const parts = [
    { words: "across regions", of: known.filter(isFar) },
    { words: "within one", of: known.filter((row) => !isFar(row)) },
  ].filter(({ of }) => of.length > 0);
  const ranges = parts.map(({ words, of }) => `${rangeOf(of, "warm")} ${words}`).join(", ");
  return `A warm ${variant} call takes ${ranges} (${mediansOf(known.length, rows.length)}).`;
}

function mediansOf(known: number, all: number): string {
  if (known === all) return all === 1 ? "median" : `medians of ${all} cells`;
  return `medians of ${known} of ${all} cells; the others have fewer than ${fewestWarm} warm calls`;
}

function rangeOf(rows: readonly MatrixRow[], start: StartClass): string {
  const medians = rows
    .map((row) => row.starts[start]?.measures.originWait?.p50)
    .filter((p50) => typeof p50 === "number");
  return `${showSpan(medians)} ms`;
}

const countOf = (matrix: readonly MatrixRow[], start: StartClass): number =>
  matrix.reduce((sum, row) => sum + (row.starts[start]?.n ?? 0), 0);
