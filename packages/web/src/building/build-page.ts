import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build, type Rollup } from "vite";
import type { BuiltFile } from "./built-file.ts";
import { keyFile } from "./ensure-page.ts";
import { webFolder } from "./sources-key.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Rooms that more than one view stands on, and packages. */
const shared = {
  name: "shared",
  test: /node_modules|\/(?:core|client)\/src\/|\/web\/src\/(?:address|data|parts|scale|words)\//,
};

/** Bundles the page; nothing is inlined, because its policy lets no inline script or style run. */
async function bundle(): Promise<(Rollup.OutputAsset | Rollup.OutputChunk)[]> {
  const built = await build({
    root: webFolder,
    configFile: false,
    logLevel: "error",
    base: "/",
    build: {
      write: false,
      target: "es2023",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      cssMinify: true,
      reportCompressedSize: false,
      // One style, and one file for what views share: a first visit asks for few.
      cssCodeSplit: false,
      rolldownOptions: { output: { codeSplitting: { groups: [shared] } } },
    },
  });
  const [first] = [built].flat();
  if (first === undefined || !("output" in first)) throw new Error("vite returned no output");
  return first.output;
}

/** The same views in one script and one style, with their font and pictures in them: what a report is made of. */
async function bundleReport(): Promise<{ script: string; style: string }> {
  const built = await build({
    root: webFolder,
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2023",
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      modulePreload: false,
      cssMinify: true,
      cssCodeSplit: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: join(webFolder, "src/report-main.tsx"),
        output: { format: "iife", codeSplitting: false },
      },
    },
  });
  const [first] = [built].flat();
  if (first === undefined || !("output" in first)) throw new Error("vite returned no output for the report");
  const chunks = first.output.filter((piece) => piece.type === "chunk");
  const styles = first.output.filter((piece) => piece.type === "asset" && piece.fileName.endsWith(".css"));
  if (chunks.length !== 1 || styles.length !== 1 || first.output.length !== 2)
    throw new Error(
      `the report is not in one piece: ${first.output.map(({ fileName }) => fileName).join(", ")}`,
    );
  const [script, style] = [
    chunks[0]?.code ?? "",
    String(styles[0]?.type === "asset" ? styles[0].source : ""),
  ];
  // Within a page, these would end the script or the style.
  return {
    script: script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--"),
    style: style.trim(),
  };
}

function toFile(piece: Rollup.OutputAsset | Rollup.OutputChunk): BuiltFile {
  const type = types[extname(piece.fileName)];
  if (type === undefined)
    throw new Error(`${piece.fileName}: no content type is known for it; add one to build-page.ts`);
  const content = Buffer.from(piece.type === "chunk" ? piece.code : piece.source);
  return {
    path: piece.fileName === "index.html" ? "/" : `/${piece.fileName}`,
    type,
    br: brotliCompressSync(content).toString("base64"),
    gzip: gzipSync(content, { level: 9 }).toString("base64"),
    tag: createHash("sha256").update(content).digest("hex").slice(0, 16),
  };
}

/** Another process may build the same: each file is whole at any time. */
async function put(file: string, content: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, content);
  await rename(draft, file);
}

const [, , key] = process.argv;
if (key === undefined) throw new Error("build-page.ts is started by ensure-page.ts: run `npm run page`");
const files = (await bundle()).map(toFile);
await mkdir(join(webFolder, "dist"), { recursive: true });
await put(join(webFolder, "dist/page.js"), `export default ${JSON.stringify(files)};\n`);
await put(join(webFolder, "dist/report.json"), JSON.stringify(await bundleReport()));
await put(keyFile, key);
