import { parseArgs } from "node:util";
import { startAws } from "./aws.ts";
import { diffStage, setSecrets } from "./diff.ts";
import { copyProject } from "./project-copy.ts";
import { installSst } from "./sst.ts";
import { checkTypes, writeTypes } from "./types.ts";

const usage = `npm run verify:sst [-- --write]

Runs the real \`sst diff\` with no AWS account and no Pulumi, for the stages test, test under \`sst dev\`, and production,
and checks that sst-env.d.ts is what SST generates in each of them. --write writes that file first.
Exit code 0: all is well; 1: something is not; 2: usage.`;

const runs = [
  ["--stage", "test"],
  ["--stage", "test", "--dev"],
  ["--stage", "production"],
];

async function verify(write: boolean): Promise<void> {
  const copy = await copyProject();
  const aws = await startAws();
  try {
    const sst = await installSst(copy, aws);
    for (const stage of ["test", "production"])
      await step(`sst secret set --stage ${stage}`, async () => {
        await setSecrets(sst, stage);
        return "set";
      });
    let toWrite = write;
    for (const parameters of runs)
      await step(`sst diff ${parameters.join(" ")}`, async () => {
        const { created, bundled } = await diffStage(sst, copy, ...parameters);
        if (toWrite) await writeTypes(copy);
        toWrite = false;
        await checkTypes(copy);
        return `${created} resources and components, ${bundled.length} functions bundled`;
      });
  } finally {
    await aws.stop();
    await copy.remove();
  }
}

/** Says what is being done, and then how it went. */
async function step(name: string, run: () => Promise<string>): Promise<void> {
  process.stdout.write(`${name} … `);
  const startedMs = performance.now();
  const result = await run().catch((error: unknown) => {
    process.stdout.write("failed\n");
    throw error;
  });
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  process.stdout.write(`${result} (${seconds} s)\n`);
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
