import { matrixOf } from "@crisscross/core/documents/matrix";
import { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { seedOf } from "@crisscross/core/edge/random";
import { parse } from "@crisscross/core/edge/schema";
import { unitCount } from "@crisscross/core/statistics/groups";
import { emptySummary, mergeAll } from "@crisscross/core/summary/summary";
import { describe, expect, it } from "vitest";
import { blockOf, callOf, levelOf, recordOf, sampleOf } from "../samples.ts";
import { summarize } from "../summarized.ts";

const record = recordOf({ origins: ["ap-south-1"], targets: ["us-west-1"], variants: ["bare"], samples: 4 });

describe("a cell", () => {
  it("tells of how many environments a cell is, and what it may not have seen", () => {
    const from = (environment: string, count: number) =>
      Array.from({ length: count }, () => {
        const sample = sampleOf();
        return {
          ...sample,
          call: { ...sample.call, level: { ...levelOf(), ...sample.call.level, environment } },
        };
      });
    const cold = sampleOf({}, { level: levelOf({ served: 0, readyUs: 899_000 }) });
    const job = { ...record, spec: { ...record.spec, samples: 11 } };
    const [row] = matrixOf(job, summarize(blockOf([...from("a", 8), ...from("b", 2), cold]))).matrix;
    expect(row?.sampling).toMatchObject({
      environments: { origin: 3, target: 1 },
      connections: 0,
      speaksOf: "these environments",
      coldShare: 0.0909,
      unseen: 0.2384,
    });
    // 11² / (8² + 2² + 1²)
    expect(row?.sampling.effective).toBe(1.75);
    expect(matrixOf(job, emptySummary()).matrix[0]?.sampling).toMatchObject({
      unseen: null,
      effective: null,
    });
  });

  it("speaks of others only where both connections and environments are five or more", () => {
    const over = (environments: number, sockets: number) => {
      const samples = Array.from({ length: 8 }, (_, at) => {
        const call = callOf(9, { connection: "reused", socket: at % sockets, level: levelOf() });
        return sampleOf({}, {}, { level: levelOf({ environment: `outer-${at % environments}`, call }) });
      });
      const job = { ...record, spec: { ...record.spec, samples: 8 } };
      return matrixOf(job, summarize(blockOf(samples))).matrix[0]?.sampling;
    };
    expect(over(1, 1)).toMatchObject({ connections: 1, speaksOf: "these connections" });
    expect(over(1, 8)).toMatchObject({ connections: 8, speaksOf: "these environments" });
    expect(over(8, 1)).toMatchObject({ connections: 8, effective: 8, speaksOf: "connections like these" });
  });

  it("speaks of its own alone where intervals tell fewer than five of its connections apart", () => {
    const unitOf = (name: string) => seedOf(name, 1) % unitCount;
    const names = Array.from({ length: 200 }, (_, at) => `outer-${at}`);
    const different = [...new Map(names.map((name) => [unitOf(name), name])).values()].slice(0, 5);
    const [first = "", ...others] = different.slice(0, 4);
    const twin = names.find((name) => name !== first && unitOf(name) === unitOf(first)) ?? "";
    const speaksOf = (environments: string[]) => {
      const samples = environments.map((environment) => {
        const call = callOf(9, { connection: "reused", socket: 1, level: levelOf() });
        return sampleOf({}, {}, { level: levelOf({ environment, call }) });
      });
      const job = { ...record, spec: { ...record.spec, samples: 5 } };
      const { connections, speaksOf } = matrixOf(job, summarize(blockOf(samples))).matrix[0]?.sampling ?? {};
      return [connections, speaksOf];
    };
    expect(speaksOf(different)).toEqual([5, "connections like these"]);
    expect(speaksOf([first, twin, ...others])).toEqual([5, "these connections"]);
  });

  it("widens intervals until all hold at once, and says how many they are and what each holds", () => {
    const job = { ...record, spec: { ...record.spec, samples: 40 } };
    const blocks = Array.from({ length: 40 }, (_, index) =>
      summarize(
        blockOf([sampleOf({}, {}, { receivedUs: 1_000_000 + 1_000 * ((index * 17) % 40) })], { index }),
      ),
    );
    const summary = mergeAll(blocks);
    const wish = { isSimultaneous: true };
    const [each, all] = [matrixOf(job, summary), matrixOf(job, summary, {}, wish)];
    expect(each.simultaneous).toBeUndefined();
    const totalOf = ({ matrix }: typeof each) => matrix[0]?.starts.warm?.measures.total;
    const different = new Map<string, number>();
    for (const stats of Object.values(each.matrix[0]?.measures ?? {}))
      different.set(JSON.stringify(stats), Object.keys(stats.intervals).length);
    const intervals = [...different.values()].reduce((sum, n) => sum + n, 0);
    expect(intervals).toBeGreaterThan(2);
    expect(all.simultaneous).toEqual({ intervals, level: 1 - 0.05 / intervals });
    for (const name of ["mean", "p50"] as const) {
      const [narrow, wide] = [totalOf(each), totalOf(all)].map((stats) => stats?.intervals[name] as number[]);
      expect(wide?.[0]).toBeLessThan(narrow?.[0] as number);
      expect(wide?.[1]).toBeGreaterThan(narrow?.[1] as number);
    }
    // Of p90, 29 values are enough for 95%, and 0.9^n + 0.1^n must be below 0.05 / intervals.
    const needed = Math.ceil(Math.log(0.05 / intervals) / Math.log(0.9));
    expect(totalOf(each)?.intervals.p90).toBeDefined();
    expect(totalOf(all)?.intervals.p90).toBeUndefined();
    expect(totalOf(all)?.refused).toMatchObject({ "intervals.p90": `needs ${needed} samples, has 40` });
    expect(() => parse(MatrixDocument, all, "answer")).not.toThrow();
  });

  it("counts the intervals of the wanted cells alone", () => {
    const spec = { ...record.spec, variants: ["bare", "db-get"], samples: 3 };
    const job = { ...record, spec };
    const samples = ["bare", "db-get"].map((variant) => sampleOf({ variant }));
    const summary = mergeAll([0, 1, 2].map((index) => summarize(blockOf(samples, { index }))));
    const isWanted = ({ variant }: { variant: string }) => variant === "bare";
    const { matrix, simultaneous } = matrixOf(job, summary, {}, { isWanted, isSimultaneous: true });
    expect(matrix.map(({ variant }) => variant)).toEqual(["bare"]);
    // Samples that are all alike bound no mean, and three no median.
    expect(simultaneous).toEqual({ intervals: 0, level: 0.95 });
  });
});
