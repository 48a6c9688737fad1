import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { drawFlow } from "../../scripts/flow.ts";
import type { ResourceGraph } from "../../scripts/graph.ts";

interface Area {
  what: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const graph: ResourceGraph = JSON.parse(await readFile("stacks/resources.json", "utf8"));
const svg = drawFlow(graph);

const number = (name: string, tag: string): number =>
  Number(new RegExp(` ${name}="(-?[\\d.]+)"`).exec(tag)?.[1] ?? Number.NaN);

/** Boxes have a group each; the bands and the ground behind them have none. */
const boxes = [...svg.matchAll(/<g [^>]*>(<rect [^>]*>)<text[^>]*>([^<]*)/g)].map(
  ([, rect = "", what = ""]): Area => {
    const [x, y] = [number("x", rect), number("y", rect)];
    return { what, left: x, right: x + number("width", rect), top: y, bottom: y + number("height", rect) };
  },
);

/** What is written at the arrows, as wide as a wide font makes it. */
const labels = [...svg.matchAll(/<text ([^>]*font-size="10" fill="#444")>([^<]*)/g)].map(
  ([, tag = "", what = ""]): Area => {
    const width = what.length * 5.6;
    const x = number("x", ` ${tag}`);
    const anchor = /text-anchor="(\w+)"/.exec(tag)?.[1] ?? "start";
    const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
    const y = number("y", ` ${tag}`);
    return { what, left, right: left + width, top: y - 8, bottom: y + 2 };
  },
);

const paths = [...svg.matchAll(/<path d="M([^"]*)" fill="none"/g)].map(([, d = ""]) =>
  d.split(" L").map((point) => point.split(" ").map(Number)),
);

const overlap = (a: Area, b: Area): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe("docs/flow.svg", () => {
  it("is what stacks/resources.json says now", async () => {
    expect(await readFile("docs/flow.svg", "utf8")).toBe(svg);
  });

  it("has no label under a box or over another label", () => {
    expect(boxes.length).toBeGreaterThan(15);
    expect(labels.length).toBe(paths.length);
    const clashes = labels.flatMap((label, at) =>
      [...boxes, ...labels.slice(at + 1)]
        .filter((other) => overlap(label, other))
        .map((other) => `${label.what} over ${other.what}`),
    );
    expect(clashes).toEqual([]);
  });

  it("has no arrow that runs under a box", () => {
    const crossed = paths.flatMap((points) =>
      points.slice(1).flatMap(([x2 = 0, y2 = 0], at) => {
        const [x1 = 0, y1 = 0] = points[at] ?? [];
        const line = {
          what: "arrow",
          ...{ left: Math.min(x1, x2), right: Math.max(x1, x2) },
          ...{ top: Math.min(y1, y2), bottom: Math.max(y1, y2) },
        };
        return boxes.filter((box) => overlap(line, box)).map(({ what }) => `${points.join(" ")}: ${what}`);
      }),
    );
    expect(crossed).toEqual([]);
  });
});
