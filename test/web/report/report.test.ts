import { describe, expect, it } from "vitest";
import type { Matrix, MatrixRow } from "../../../packages/web/src/data/documents.ts";
import { matrixMarkdown } from "../../../packages/web/src/report/matrix-markdown.ts";
import { matrixSvg } from "../../../packages/web/src/report/matrix-svg.ts";
import { heatColours } from "../../../packages/web/src/scale/heat-colour.ts";
import { rowAt } from "../rows.ts";

const [tokyo, london] = ["ap-northeast-1", "eu-west-2"] as const;
const failed = { ok: 28, throttled: 0, timeout: 2, error: 0 };
const rows = [
  ...[rowAt(tokyo, tokyo, 5), rowAt(tokyo, london, 216)],
  ...[rowAt(london, tokyo, 214.4, { outcomes: failed }), rowAt(london, london, 4)],
];
const documentOf = (matrix: readonly MatrixRow[], job: Partial<Matrix["job"]> = {}) =>
  ({
    job: {
      ...{ id: "01jd0c3k9x4v7m2q8r5t6w1y0z", state: "complete", expected: 120, ok: 118, seed: 31 },
      ...{ wan: "simulated", ...job },
    },
    matrix,
  }) as unknown as Matrix;

describe("a matrix as Markdown", () => {
  it("has the sentence, the numbers, what is missing and whose network it is", () => {
    const text = matrixMarkdown(documentOf(rows)).replaceAll("\u00a0", " ");
    expect(text).toContain("### Job …6w1y0z: complete, 118 of 120 probes ok");
    expect(text).toContain(
      "> **Simulated network: the distances between regions come from a table, not from AWS.**",
    );
    expect(text).toContain(
      "**Warm bare calls wait 214–216 ms across regions and 4.00–5.00 ms within one, at the median.**",
    );
    expect(text).toContain("Caller's wait, median ms: warm bare calls");
    const table = text.split("\n").filter((line) => line.startsWith("|"));
    expect(table).toEqual([
      "| from ↓ to → | Tokyo | London |",
      "| :-- | --: | --: |",
      "| **Tokyo** | 5.00 | 216 |",
      "| **London** | 214 ✕2 | 4.00 |",
    ]);
    expect(text).toContain("<sub>n = 30 per cell. ✕: probes that failed.</sub>");
  });

  it("shows a refused figure as such, and never as a number", () => {
    const text = matrixMarkdown(documentOf(rows), { stat: "p95" });
    expect(text).toContain("| **Tokyo** | – | – |");
    expect(text).toContain("–: too few samples for this figure.");
  });

  it("folds the other variants in, the one asked for first", () => {
    const both = [...rows, ...rows.map((row) => ({ ...row, variant: "db-get" }))];
    const text = matrixMarkdown(documentOf(both), { variant: "db-get" });
    expect(text.indexOf("warm db-get calls")).toBeLessThan(
      text.indexOf("<details><summary><code>bare</code>"),
    );
  });

  it("takes a job's name for text, whatever it holds", () => {
    const name = "[x](javascript:1) <img src=x>\n| a | *b*";
    const [head] = matrixMarkdown(documentOf(rows, { name })).split("\n");
    expect(head).toBe(
      "### \\[x\\]\\(javascript:1\\) &lt;img src=x&gt; \\| a \\| \\*b\\*: complete, 118 of 120 probes ok",
    );
  });
});

describe("a matrix as SVG", () => {
  it("has every number, what it says in words, and loads nothing", () => {
    const svg = matrixSvg(documentOf(rows)).replaceAll("\u00a0", " ");
    const texts = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, words]) => words);
    expect(texts).toEqual(
      expect.arrayContaining(["5.00", "216", "214", "4.00", "n 30", "n 30  ✕ 2", "Tokyo", "London"]),
    );
    expect(svg).toContain("Simulated network");
    expect(svg).toMatch(/<desc id="desc">Warm bare calls wait 214–216 ms/);
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
      /https?:|<script|<style|url\(|href/,
    );
  });

  it("draws a cell without a figure without a colour", () => {
    const svg = matrixSvg(documentOf(rows), { stat: "p95" });
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(4);
    expect(svg).not.toMatch(/>216</);
  });

  it("is well-formed, whatever a job is called", () => {
    const svg = matrixSvg(documentOf(rows, { name: 'a<b & "c" \u0000 \ud800' }));
    expect(svg).toContain("a&lt;b &amp; &quot;c&quot; \ufffd \ufffd");
  });
});

it("colours get darker evenly along the scale, and their ink is readable on all of them", () => {
  const luminanceOf = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let before = 1;
  for (let place = 0; place <= 1; place += 0.01) {
    const { fill, ink } = heatColours(place);
    const [one, other] = [luminanceOf(fill), luminanceOf(ink)];
    expect((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)).toBeGreaterThan(4.5);
    expect(one).toBeLessThanOrEqual(before);
    before = one;
  }
});
