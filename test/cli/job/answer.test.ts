import { expect, it } from "vitest";
import { answerOf } from "../../../packages/cli/src/job/run-job.ts";
import { documentOf, rowOf } from "../matrix-documents.ts";

const row = rowOf("eu-west-2", "eu-west-2", "bare");
const complete = documentOf([row]);
const lossy = documentOf([row], { state: "incomplete", expected: 6, lost: 1 });
const cut = documentOf([row], { state: "running", expected: 9, pending: 4 });

it.each([
  ["complete", complete, [0, 3, 4]],
  ["of which probes were lost", lossy, [1, 3, 1]],
  ["that stalled", cut, [1, 3, 1]],
] as const)(
  "a job %s is answered by what limits say, unless it failed and none is broken",
  (_, document, answers) => {
    expect(([0, 3, 4] as const).map((limits) => answerOf(document, limits))).toEqual(answers);
  },
);
