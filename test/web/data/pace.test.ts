import { ApiProblem } from "@crisscross/client/client";
import { expect, it } from "vitest";
import { livePace, nextPauseMs } from "../../../packages/web/src/data/pace.ts";
import { troubleOf } from "../../../packages/web/src/data/trouble.ts";

it("asks ever more seldom while nothing changes, up to the most, and soon again after something new", () => {
  const pauses = [1_000];
  for (let round = 0; round < 8; round++) pauses.push(nextPauseMs(livePace, pauses.at(-1) ?? 0, "same"));
  expect(pauses).toEqual([1_000, 1_500, 2_250, 3_375, 5_063, 7_595, 10_000, 10_000, 10_000]);
  expect(nextPauseMs(livePace, 10_000, "new")).toBe(1_000);
  expect(nextPauseMs(livePace, 1_000, "nothing")).toBe(2_000);
});

const problem = (status: number, body: object) =>
  new ApiProblem("http://api/v1/jobs", new Response(null, { status }), JSON.stringify(body));

it.each([
  ["no answer", new TypeError("Failed to fetch"), "offline"],
  ["a refused token", problem(401, { message: "Unauthorized" }), "token"],
  ["a refused token, as the authorizer says it", problem(403, { message: "Forbidden" }), "token"],
  ["a token that may not do this", problem(403, { code: "forbidden", detail: "needs admin" }), "refused"],
  ["an API that is busy", problem(503, { message: "Service Unavailable" }), "offline"],
  ["a wrong request", problem(400, { code: "invalid", detail: "samples: 0 is not accepted" }), "refused"],
])("takes %s for what it is", (_what, error, kind) => {
  expect(troubleOf(error).kind).toBe(kind);
});

it("keeps what would be accepted by the field that was not", () => {
  const errors = [{ field: "samples", value: 0, accepted: "a whole number from 1 to 100000" }];
  const trouble = troubleOf(problem(400, { code: "invalid", detail: "samples", errors }));
  expect(trouble).toMatchObject({ faults: { samples: "a whole number from 1 to 100000" } });
});
