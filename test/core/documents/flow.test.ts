import { JobView, jobViewOf } from "@crisscross/core/documents/job-view";
import { matrixOf } from "@crisscross/core/documents/matrix";
import { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { parse } from "@crisscross/core/edge/schema";
import { JobRecord } from "@crisscross/core/job/job-record";
import { planBlocks } from "@crisscross/core/job/plan";
import { ledgerOf } from "@crisscross/core/standing/ledger";
import { mergeAll } from "@crisscross/core/summary/summary";
import { decodeSummary, encodeSummary } from "@crisscross/core/summary/summary-text";
import { expect, it } from "vitest";
import { ranBlock, recordOf } from "../samples.ts";
import { summarize } from "../summarized.ts";

it("takes a job from plan to matrix, every probe accounted for", () => {
  const record = parse(JobRecord, recordOf(), "job");
  const summary = mergeAll([...planBlocks(record)].map((block) => summarize(ranBlock(block))));
  const document = parse(MatrixDocument, JSON.parse(JSON.stringify(matrixOf(record, summary))), "matrix");
  expect(document.job).toMatchObject({
    state: "complete",
    expected: 40,
    ok: 40,
    pending: 0,
    wan: "simulated",
  });
  expect(document.matrix).toHaveLength(8);
  expect(document.matrix.map(({ n }) => n)).toEqual(Array(8).fill(5));
  expect(document.matrix[0]?.measures.innerOverhead).toMatchObject({
    n: 5,
    mean: 218,
    sd: 0,
    p50: 218,
    p95: null,
  });
  expect(parse(JobView, jobViewOf(record, ledgerOf(record, summary)), "view").progress).toBe(1);
  expect(encodeSummary(decodeSummary(encodeSummary(summary)))).toBe(encodeSummary(summary));
});
