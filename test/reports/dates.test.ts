import { instantForm, parseInstant } from "@crisscross/core/edge/instant";
import type { Problem } from "@crisscross/core/edge/problem";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openMonitor } from "../functions/http/open-monitor.ts";
import api from "./data/api.json" with { type: "json" };

const pathOf = (request: string): string => request.replace(/^GET /, "");

describe("a request for a metric from or to a date that does not exist", () => {
  it.each([
    ["H48", pathOf(api.H48.request), "from"],
    ["29 February of a common year", "/v1/metrics/Probes?from=2026-02-29T00:00:00Z", "from"],
    ["31 April", "/v1/metrics/Probes?from=2026-04-01T00:00:00Z&to=2026-04-31T00:00:00Z&period=3600", "to"],
    ["24:00", "/v1/metrics/Probes?from=2026-11-19T24:00:00Z", "from"],
    ["25:00", "/v1/metrics/Probes?to=2026-11-19T25:00:00Z", "to"],
    ["second 60", "/v1/metrics/Probes?to=2026-11-19T10:00:60Z", "to"],
    ["day 0", "/v1/metrics/Probes?to=2026-11-00T10:00:00Z", "to"],
  ])("%s is 400 and names the field", async (_, path, field) => {
    const { get, asked } = openMonitor();
    const { status, body } = await get(path);
    expect(status).toBe(400);
    const { errors } = body as Problem;
    expect(errors?.map((rejection) => [rejection.field, rejection.accepted])).toEqual([[field, instantForm]]);
    expect(asked).toEqual([]);
  });
});

describe("an instant", () => {
  it("is read as what it says: every one that exists, and no other", () => {
    const days = fc.record({
      year: fc.integer({ min: 1970, max: 2199 }),
      month: fc.integer({ min: 0, max: 13 }),
      day: fc.integer({ min: 0, max: 32 }),
    });
    const two = (number: number) => String(number).padStart(2, "0");
    fc.assert(
      fc.property(days, ({ year, month, day }) => {
        const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
        const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        const exists = day >= 1 && day <= (lengths[month - 1] ?? 0);
        const text = `${year}-${two(month)}-${two(day)}T12:30:05.250Z`;
        expect(parseInstant(text)).toBe(exists ? Date.UTC(year, month - 1, day, 12, 30, 5, 250) : undefined);
      }),
      { seed: 48, numRuns: 2_000 },
    );
  });

  it.each([
    ["2028-02-29T00:00Z", Date.UTC(2028, 1, 29)],
    ["2026-11-20T10:00:00.5Z", Date.UTC(2026, 10, 20, 10, 0, 0, 500)],
    ["2026-11-20T10:00:00", undefined],
    ["2026-11-20", undefined],
    ["20 November 2026", undefined],
  ])("written %s is %s", (text, epochMs) => {
    expect(parseInstant(text)).toBe(epochMs);
  });
});
