import type { Send } from "@crisscross/client/client";
import { type ReportData, reportedMeasure } from "./report-data.ts";

interface Named {
  readonly origin: string;
  readonly target: string;
  readonly variant: string;
}

/** Answers what the views ask the API with what the report holds, and all else with a 404: the network is never used. */
export const sendFromData =
  (data: ReportData): Send =>
  async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const answer = answerOf(data, pathname.split("/").slice(4).join("/"), searchParams);
    if (answer !== undefined) return Response.json(answer);
    const detail = "This report has the matrix and every cell of its job. For single probes, open the page.";
    return Response.json(
      { status: 404, code: "not-found", title: "Not in this report", detail },
      { status: 404 },
    );
  };

/** `part` is what stands behind the job's id. */
function answerOf(
  { job, matrix, attribution }: ReportData,
  part: string,
  query: URLSearchParams,
): object | undefined {
  const isWanted = (cell: Named) =>
    (["origin", "target", "variant"] as const).every(
      (name) => (query.get(name) ?? cell[name]) === cell[name],
    );
  if (part === "") return job;
  if (part === "matrix") {
    const hasSpread = query.get("distribution") === reportedMeasure;
    const rows = matrix.matrix.filter(isWanted);
    return { ...matrix, matrix: hasSpread ? rows : rows.map(({ distribution, ...row }) => row) };
  }
  if (part !== "attribution") return undefined;
  const hasSamples = query.get("samples") === reportedMeasure;
  const rows = attribution.attribution.filter(isWanted);
  return { ...attribution, attribution: hasSamples ? rows : rows.map(({ samples, ...row }) => row) };
}
