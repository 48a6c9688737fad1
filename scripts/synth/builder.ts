import { sstBanner, sstOptions } from "@crisscross/local/lambda/sst-options";

/** The `nodejs` argument of a function as SST hands it to its builder. */
export interface NodeProperties {
  format?: string;
  minify?: boolean;
  banner?: string;
  loader?: Record<string, string>;
  install?: Record<string, string>;
  splitting?: boolean;
  plugins?: string;
  esbuild?: Record<string, unknown>;
  architecture?: string;
}

const target: Readonly<Record<string, string>> = { "nodejs24.x": "es2024", "nodejs22.x": "es2023" };

/**
 * The esbuild options SST's builder uses for a Node.js function, without entry point and outfile.
 * Source: pkg/runtime/node/build.go of github.com/anomalyco/sst. Throws on a property not copied from there.
 */
export function builderOptions(runtime: string, properties: NodeProperties): Record<string, unknown> {
  const { format, minify = false, banner: ownBanner = "", esbuild = {}, architecture, ...rest } = properties;
  if (format !== "esm") throw new Error(`stacks/functions.ts: nodejs.format must be "esm", not "${format}"`);
  const unsupported = Object.keys(rest);
  if (unsupported.length > 0)
    throw new Error(
      `scripts/synth/builder.ts copies no nodejs.${unsupported.join(", nodejs.")}; add it there`,
    );
  return {
    platform: "node",
    bundle: true,
    format,
    target: target[runtime],
    mainFields: [...sstOptions.mainFields],
    external: [...sstOptions.external],
    keepNames: sstOptions.keepNames,
    minify,
    sourcemap: "linked",
    banner: { js: [...sstBanner, ownBanner].join("\n") },
    ...esbuild,
  };
}
