// Runs five jobs, each on a local cloud of its own, and writes what they were estimated to cost and what they cost into docs/cost.md.
import { readFile, writeFile } from "node:fs/promises";
import { costedJobs } from "./cost/jobs.ts";
import { type Ran, writeCostTable } from "./cost/table.ts";
import { runLocalJob } from "./local-job.ts";
import { replaceNumbers } from "./riddle/table.ts";

const ran: Record<string, Ran> = {};
for (const [name, request] of Object.entries(costedJobs))
  ran[name] = await runLocalJob(request, ({ id, client }) => client.cost(id));

const page = new URL("../docs/cost.md", import.meta.url);
const day = new Date().toISOString().slice(0, 10);
const said = `${day}, local clouds with the simulated network.`;
await writeFile(page, replaceNumbers(await readFile(page, "utf8"), `${writeCostTable(ran)}\n\n${said}`));
console.log("the numbers of docs/cost.md written");
