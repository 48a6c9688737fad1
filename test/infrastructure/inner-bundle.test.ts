import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { functionOf, probeRegions } from "./stack.ts";

async function bundleOf(verb: "inner" | "inner-db" | "outer" | "consume") {
  const { bundle } = functionOf(verb, probeRegions[0]);
  const source = String(bundle?.handler).replace(/\.handler$/, ".ts");
  const { outputFiles, metafile } = await build({
    ...bundle?.esbuild,
    entryPoints: [join(import.meta.dirname, "../..", source)],
    outfile: "bundle.mjs",
    write: false,
    metafile: true,
  });
  const code = outputFiles.find(({ path }) => path.endsWith("bundle.mjs"));
  return { bytes: code?.contents.byteLength, inputs: Object.keys(metafile.inputs) };
}

describe("inner's bundle", () => {
  it("is at most 2 KB with what SST adds, and holds no SDK, so that its cold start is the platform's", async () => {
    const { bytes, inputs } = await bundleOf("inner");
    expect(bytes).toBeLessThanOrEqual(2048);
    expect(inputs.filter((input) => input.includes("node_modules"))).toEqual([]);
  });
});

it.each(["inner-db", "outer", "consume"] as const)("the bundle of %s estimates nothing", async (verb) => {
  const { inputs } = await bundleOf(verb);
  expect(inputs.some((input) => input.includes("edges/variables"))).toBe(true);
  expect(inputs.filter((input) => /\/(price|transfer-prices|round-trip|aws-rtt-ms)\./.test(input))).toEqual(
    [],
  );
});
