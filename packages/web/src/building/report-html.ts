import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ensurePage } from "./ensure-page.ts";
import { webFolder } from "./sources-key.ts";

/** What dist/report.json holds. */
interface BuiltReport {
  script: string;
  style: string;
}

/**
 * One file that shows a job without a network: script, style, font and data are in it. Its policy lets run what is in the file
 * and nothing else; the data is no script.
 */
export async function reportHtml(title: string, data: object): Promise<string> {
  await ensurePage();
  const { script, style }: BuiltReport = JSON.parse(
    await readFile(join(webFolder, "dist/report.json"), "utf8"),
  );
  const policy = [
    ...["default-src 'none'", "base-uri 'none'", "form-action 'none'", "img-src data:", "font-src data:"],
    ...[`script-src ${hashOf(script)}`, `style-src ${hashOf(style)}`],
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Crisscross">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<div id="page"></div>
<noscript>This report needs JavaScript. The same as text: npx crisscross report JOB --format markdown.</noscript>
<script type="application/octet-stream" id="data">${gzipSync(JSON.stringify(data), { level: 9 }).toString("base64")}</script>
<script>${script}</script>
</body>
</html>
`;
}

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
