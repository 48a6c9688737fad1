/**
 * What SST 4's Node.js builder passes to esbuild for every ES module, whatever a function asks for.
 * Source: pkg/runtime/node/build.go of github.com/anomalyco/sst.
 */
export const sstOptions = {
  format: "esm",
  mainFields: ["module", "main"],
  external: ["sharp", "pg-native"],
  keepNames: true,
} as const;

/** What lets CommonJS packages run inside an ES module. */
export const sstBanner: readonly string[] = [
  `import { createRequire as topLevelCreateRequire } from 'module';`,
  `const require = topLevelCreateRequire(import.meta.url);`,
  `import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"`,
  `const __filename = topLevelFileUrlToPath(import.meta.url)`,
  `const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))`,
];
