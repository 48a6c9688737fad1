// Runs five jobs, each on a local cloud of its own, and writes what they were estimated to cost and what they cost into docs/cost.md.
import { readFile, writeFile } from "node:fs/promises";
import { settingsFor } from "../stacks/config.ts";
import { countJob } from "./cost/count.ts";
import { costedJobs } from "./cost/jobs.ts";
import { type Ran, writeCostTable, writeCountTable } from "./cost/table.ts";
import { runLocalJob } from "./local-job.ts";
import { replaceNumbers } from "./riddle/table.ts";

const { homeRegion, probeRegions } = settingsFor("production");
const ran: Record<string, Ran> = {};
for (const [name, request] of Object.entries(costedJobs))
  ran[name] = await runLocalJob(request, async (job) => {
    const counted = await countJob(job, homeRegion, probeRegions);
    return { ...(await job.client.cost(job.id)), counted };
  });

const page = new URL("../docs/cost.md", import.meta.url);
const day = new Date().toISOString().slice(0, 10);
const said = `${day}, local clouds with the simulated network.`;
const tables = [writeCountTable(ran), said, writeCostTable(ran)].join("\n\n");
await writeFile(page, replaceNumbers(await readFile(page, "utf8"), tables));
console.log("the numbers of docs/cost.md written");
