// Runs one job with reused and fresh connections on the local cloud; writes docs/riddle.svg and the numbers in docs/riddle.md.
import { readFile, writeFile } from "node:fs/promises";
import { runLocalJob } from "../local-job.ts";
import { writeMoney } from "./money.ts";
import { drawWaits } from "./picture.ts";
import { replaceNumbers, writeTable } from "./table.ts";
import { waitsOf } from "./waits.ts";

const docs = new URL("../../docs/", import.meta.url);
const request = {
  origins: ["ap-northeast-1"],
  targets: ["ap-northeast-1", "us-west-1"],
  variants: ["bare", "bare/fresh"],
  samples: 60,
  seed: 2019,
} as const;

const { waits, money } = await runLocalJob(request, async ({ id, client, samples }) => {
  const attribution = await client.attribution(id);
  return { waits: waitsOf(attribution, samples), money: writeMoney(attribution) };
});
const day = new Date().toISOString().slice(0, 10);
const origin = `Calls to a warm inner, ${day}; simulated network`;
await writeFile(
  new URL("riddle.svg", docs),
  drawWaits(waits, `${origin}; means. Lookup, TCP and TLS by outer's own marks.`),
);
const page = new URL("riddle.md", docs);
const said = `${origin}. ms, means unless said otherwise. Lookup (from sending on), TCP and TLS are exact: marks of outer's clock.`;
await writeFile(page, replaceNumbers(await readFile(page, "utf8"), `${writeTable(waits, said)}\n\n${money}`));
console.log("docs/riddle.svg and the numbers of docs/riddle.md written");
