import { parseArgs } from "node:util";
import { startAws } from "./aws.ts";
import { diffStage, setSecrets } from "./diff.ts";
import { copyProject, type ProjectCopy } from "./project-copy.ts";
import { installSst, type Sst } from "./sst.ts";
import { checkTypes, writeTypes } from "./types.ts";

const usage = `npm run verify:sst [-- --write]

Runs the real \`sst diff\` with no AWS account and no Pulumi, for the stages test, test under \`sst dev\`, and production,
side by side, and checks that sst-env.d.ts is what SST generates in each of them. --write writes that file first.
Exit code 0: all is well; 1: something is not; 2: usage.`;

const runs = [
  ["--stage", "test"],
  ["--stage", "test", "--dev"],
  ["--stage", "production"],
];

/** SST writes into its project, so that each run has a copy of its own. */
interface Run {
  parameters: readonly string[];
  copy: ProjectCopy;
  sst: Sst;
}

async function verify(write: boolean): Promise<void> {
  const aws = await startAws();
  const opened: Run[] = [];
  try {
    for (const parameters of runs) {
      const copy = await copyProject();
      opened.push({ parameters, copy, sst: await installSst(copy, aws) });
    }
    for (const { sst, parameters } of opened)
      if (!parameters.includes("--dev")) await setAll(sst, parameters);
    const diffs = await Promise.allSettled(opened.map(diff));
    for (const ended of diffs) if (ended.status === "rejected") throw ended.reason;
    for (const [place, { copy }] of opened.entries()) {
      if (write && place === 0) await writeTypes(copy);
      await checkTypes(copy);
    }
  } finally {
    await aws.stop();
    for (const { copy } of opened) await copy.remove();
  }
}

const setAll = (sst: Sst, [, stage = ""]: readonly string[]): Promise<void> =>
  step(`sst secret set --stage ${stage}`, async () => {
    await setSecrets(sst, stage);
    return "set";
  });

const diff = ({ sst, copy, parameters }: Run): Promise<void> =>
  step(`sst diff ${parameters.join(" ")}`, async () => {
    const { created, bundled } = await diffStage(sst, copy, ...parameters);
    return `${created} resources and components, ${bundled.length} functions bundled`;
  });

/** Says how it went. */
async function step(name: string, run: () => Promise<string>): Promise<void> {
  const startedMs = performance.now();
  const result = await run().catch((error: unknown) => {
    console.log(`${name}: failed`);
    throw error;
  });
  console.log(`${name}: ${result} (${((performance.now() - startedMs) / 1000).toFixed(1)} s)`);
}

function readWrite(): boolean | undefined {
  try {
    return parseArgs({ options: { write: { type: "boolean", default: false } } }).values.write;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return undefined;
  }
}

const write = readWrite();
if (write === undefined) process.exitCode = 2;
else
  await verify(write).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
