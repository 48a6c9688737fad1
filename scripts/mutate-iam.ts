import { parseArgs, styleText } from "node:util";
import { withoutAction } from "../test/iam/mutation.ts";
import { far, near, useEverything } from "../test/iam/scenario.ts";
import { tryDeployment, tryMutation } from "../test/iam/try-mutation.ts";
import { createFakeTimers } from "../test/local/schedule/fake-timers.ts";
import { readGraph } from "../test/support/graph.ts";
import { startSystem } from "../test/support/system.ts";

const usage = `Usage: npm run mutate:iam -- [--only TEXT] [--json]

Takes every permission of every role at home and in one probe region away, one after another, from a local cloud that then
uses everything, and says whether its absence was noticed, by a call that was denied. Takes minutes. Exits 1 when one went unnoticed, 2
when it could not be tried. --only: those whose name contains TEXT, such as "Consume" or "dynamodb:".`;

const options = { only: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean" } } as const;
const { values } = parseArgs({ options });

interface Result {
  mutation: string;
  /** AWS's words; absent when nothing was denied. */
  denied?: string;
}

if (values.help) console.log(usage);
else
  try {
    const results = await main(values.only ?? "");
    const survivors = results.filter(({ denied }) => denied === undefined);
    if (values.json) console.log(JSON.stringify(results, null, 2));
    else console.log(`\n${results.length} permissions taken away, ${survivors.length} of them unnoticed.`);
    process.exitCode = survivors.length === 0 && results.length > 0 ? 0 : 1;
  } catch (error) {
    console.error(error);
    process.exitCode = 2;
  }

async function main(only: string): Promise<Result[]> {
  const graph = await readGraph();
  const mutations = withoutAction(graph).filter(({ name }) => name.includes(only));
  const timers = createFakeTimers(Date.now());
  const system = await startSystem(graph, [near, far], { timers, alarmTickMs: 0 });
  try {
    await useEverything(system, timers);
    const results: Result[] = [];
    for (const mutation of mutations) {
      // Lambda asks for those once, when a queue is given to a function.
      const isForPolling = /^(Plan|Consume)\w* without sqs:(Receive|Delete|GetQueue)/.test(mutation.name);
      const denied = isForPolling
        ? await tryDeployment(graph, mutation)
        : await tryMutation(system, timers, graph, mutation);
      const result = { mutation: mutation.name, ...(denied !== undefined && { denied }) };
      results.push(result);
      tell(results.length, mutations.length, result);
    }
    return results;
  } finally {
    await system.stop();
  }
}

/** Results as they come, apart from the JSON if that is asked for. */
function tell(done: number, total: number, { mutation, denied }: Result): void {
  const stream = values.json ? process.stderr : process.stdout;
  const place = `${String(done).padStart(String(total).length)}/${total}`;
  const paint = (style: "green" | "red", text: string) => styleText(style, text, { stream });
  const verdict = denied === undefined ? paint("red", "unnoticed") : paint("green", "noticed");
  stream.write(`${place} ${mutation}: ${verdict}\n`);
}
