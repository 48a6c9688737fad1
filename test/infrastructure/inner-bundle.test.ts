import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { functionOf, probeRegions } from "./stack.ts";

describe("inner's bundle", () => {
  it("is at most 2 KB with what SST adds, and holds no SDK, so that its cold start is the platform's", async () => {
    const { bundle } = functionOf("inner", probeRegions[0]);
    const source = String(bundle?.handler).replace(/\.handler$/, ".ts");
    const { outputFiles, metafile } = await build({
      ...bundle?.esbuild,
      entryPoints: [join(import.meta.dirname, "../..", source)],
      outfile: "bundle.mjs",
      write: false,
      metafile: true,
    });
    const code = outputFiles.find(({ path }) => path.endsWith("bundle.mjs"));
    expect(code?.contents.byteLength).toBeLessThanOrEqual(2048);
    expect(Object.keys(metafile.inputs).filter((input) => input.includes("node_modules"))).toEqual([]);
  });
});
