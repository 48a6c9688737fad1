import { Command, Option } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { cancel } from "./cancel.ts";
import type { ApiOptions } from "./connect.ts";
import { addMonitoring } from "./monitoring.ts";
import { type ProbeOptions, probe } from "./probe.ts";
import type { Shell } from "./shell.ts";
import { addTools, withApi } from "./tools.ts";
import { type UpOptions, up } from "./up.ts";

const exitCodes = `
Exit codes:
  0    the job is complete and every probe is accounted for (failed probes are results, and are counted)
  1    it is not: the job stalled, probes were lost, or the API could not be used
  2    wrong usage: an unknown command or option, or a value that is not accepted
  130  stopped by Ctrl-C`;

const probeExamples = `
Variants:
  bare, db-get or db-put, then any of /direct, /fresh, /via=REGION+REGION, /up=BYTES, /down=BYTES

Examples:
  $ npx crisscross probe
  $ npx crisscross probe --origins ap-south-1,eu-west-2 --targets us-west-1 --variants bare,db-put --samples 20
  $ npx crisscross probe --variants bare,bare/fresh --seed 31 --json > matrix.json
  $ npx crisscross probe --route ap-south-1,eu-west-2,us-west-1 --load burst:8
  $ CRISSCROSS_TOKEN=… npx crisscross probe --api https://abc123.execute-api.us-east-1.amazonaws.com
${exitCodes}`;

const upExamples = `
It prints the address, a token and a request to start with, and runs until Ctrl-C.

Examples:
  $ npx crisscross up
  $ npx crisscross up --port 4000 --data .crisscross --regions ap-south-1,eu-west-2`;

/** The command line. `finish` receives the exit code of the command that ran. */
export function createProgram(shell: Shell, finish: (exitCode: number) => void): Command {
  const program = new Command("crisscross")
    .description("What a Lambda function calling another really costs, from every region to every region.")
    .version(packageJson.version)
    .showHelpAfterError("(--help lists what is accepted)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => shell.stdout.write(text),
      writeErr: (text) => shell.stderr.write(text),
    })
    .addHelpText(
      "after",
      "\nExamples:\n  $ npx crisscross probe\n  $ npx crisscross up\n  $ npx crisscross probe --help",
    );
  addProbe(program, shell, finish);
  addUp(program, shell, finish);
  addCancel(program, shell, finish);
  addTools(program, shell, finish);
  addMonitoring(program, shell, finish);
  return program;
}

function addProbe(program: Command, shell: Shell, finish: (exitCode: number) => void): void {
  program
    .command("probe")
    .summary("run a job and print the matrix; without --api, on a local cloud that lives as long")
    .description(
      "Publishes a probe job, follows it, and prints the matrix of nested calls.\nWithout --api it brings up the local cloud for it, and stops it again.",
    )
    .option("--origins <regions>", "where outer runs, comma separated (default: every deployed region)")
    .option("--targets <regions>", "where inner runs, comma separated (default: every deployed region)")
    .option("--variants <variants>", "how calls are made, comma separated (default: bare,db-get)")
    .option("--samples <n>", "probes of each cell (default: 5)")
    .option("--seed <n>", "seed of the order and of the records (default: the API picks one)")
    .option("--deadline <ms>", "how long a caller waits before a probe is a timeout (default: 10000)")
    .option("--time-limit <minutes>", "how long the job takes results; the rest is lost (default: 60)")
    .option("--route <regions>", "instead of origins and targets: 2 to 5 regions, each calling the next")
    .option("--load <model>", "sequential, sequential:GAP_MS or burst:SIZE (default: sequential:10)")
    .option("--api <url>", "a Crisscross API to use instead of a local cloud")
    .option("--token <token>", "its bearer token (default: the environment's CRISSCROSS_TOKEN)")
    .addOption(
      new Option("--no-wan", "local cloud: do not simulate the network between regions").conflicts("api"),
    )
    .option("--brief", "print the overview without the table of every cell")
    .option("--json", "print the matrix as one JSON document on stdout, and nothing else there")
    .option("--no-color", "no colours (NO_COLOR and FORCE_COLOR count too)")
    .addHelpText("after", probeExamples)
    .action(async (options: ProbeOptions) => finish(await probe(shell, options)));
}

function addUp(program: Command, shell: Shell, finish: (exitCode: number) => void): void {
  program
    .command("up")
    .summary("keep a local cloud running, for probe --api and for your own requests")
    .description("Brings up the local cloud from stacks/resources.json and keeps it until Ctrl-C.")
    .option("--port <n>", "port of the HTTP API on 127.0.0.1 (default: a free one)")
    .option("--data <dir>", "keep jobs, queues, tables and the token there, across restarts")
    .option("--no-wan", "do not simulate the network between regions")
    .option("--regions <regions>", "only these probe regions, comma separated (default: every one)")
    .addHelpText("after", upExamples)
    .action(async (options: UpOptions) => finish(await up(shell, options)));
}

function addCancel(program: Command, shell: Shell, finish: (exitCode: number) => void): void {
  withApi(program.command("cancel"))
    .summary("cancel a job of an API")
    .description(
      "Cancels a job: results that are stored stay, what waits in a queue is dropped when its turn comes.",
    )
    .argument("<job>", "its id, as probe and the list of jobs show it")
    .addHelpText(
      "after",
      "\nExamples:\n  $ npx crisscross cancel 01jd0c3k9x4v7m2q8r5t6w1y0z --data .crisscross\n  $ CRISSCROSS_TOKEN=… npx crisscross cancel 01jd0c3k9x4v7m2q8r5t6w1y0z --api http://127.0.0.1:4000",
    )
    .action(async (job: string, options: ApiOptions) => finish(await cancel(shell, job, options)));
}
