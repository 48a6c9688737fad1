import { defaultLoad, loadName } from "@crisscross/core/job/load";
import { Command, Option } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { type CancelOptions, cancel } from "./commands/cancel.ts";
import { addMonitoring } from "./commands/monitoring.ts";
import { type ProbeOptions, probe } from "./commands/probe.ts";
import { addTools, withApi } from "./commands/tools.ts";
import { type UpOptions, up } from "./commands/up.ts";
import { helpAfter } from "./terminal/help.ts";
import type { Shell } from "./terminal/shell.ts";
import { refuseInOneVoice } from "./terminal/usage-errors.ts";

const probeNotes = `Variants:
  bare, db-get or db-put, then any of /direct, /fresh, /via=REGION+REGION, /up=BYTES, /down=BYTES

Without --api it brings up a local cloud for the job, and stops it again. With --data the job goes to the cloud that
npx crisscross up keeps running on that folder; if none does, one is brought up, and the job is kept there.`;

/** The command line. `finish` receives the exit code of the command that ran. */
export function createProgram(shell: Shell, finish: (exitCode: number) => void): Command {
  const program = new Command("crisscross")
    .description("What a Lambda function calling another really costs, from every region to every region.")
    .version(packageJson.version)
    .configureOutput({
      outputError: () => {},
      writeOut: (text) => shell.stdout.write(text),
      writeErr: (text) => shell.stderr.write(text),
    })
    .addHelpText(
      "after",
      helpAfter({
        notes: "Errors are plain text on stderr, also with --json; stdout has documents only.",
        done: "done",
        examples: ["npx crisscross probe", "npx crisscross up", "npx crisscross probe --help"],
      }),
    );
  addProbe(program, shell, finish);
  addUp(program, shell, finish);
  addCancel(program, shell, finish);
  addTools(program, shell, finish);
  addMonitoring(program, shell, finish);
  refuseInOneVoice(program);
  return program;
}

function addProbe(program: Command, shell: Shell, finish: (exitCode: number) => void): void {
  program
    .command("probe")
    .summary("run a job and print the matrix; without --api, on a local cloud that lives as long")
    .description("Publishes a probe job, follows it, and prints the matrix of nested calls.")
    .option("--origins <regions>", "where outer runs, comma separated (default: every deployed region)")
    .option("--targets <regions>", "where inner runs, comma separated (default: every deployed region)")
    .option("--variants <variants>", "how calls are made, comma separated (default: bare,db-get)")
    .option("--samples <n>", "probes of each cell (default: 5)")
    .option("--seed <n>", "seed of the order and of the records (default: the API picks one)")
    .option("--deadline <ms>", "how long a caller waits before a probe is a timeout (default: 10000)")
    .option("--time-limit <minutes>", "how long the job takes results; the rest is lost (default: 60)")
    .option("--route <regions>", "instead of origins and targets: 2 to 5 regions, each calling the next")
    .option(
      "--load <model>",
      `sequential, sequential:GAP_MS or burst:SIZE (default: ${loadName(defaultLoad)})`,
    )
    .addOption(
      new Option("--api <url>", "a Crisscross API (default: that of a local cloud)").conflicts("data"),
    )
    .option("--token <token>", "its bearer token (default: the environment's CRISSCROSS_TOKEN)")
    .option("--data <dir>", "local cloud: keep the job there, for up --data (default: in memory, then gone)")
    .addOption(
      new Option("--no-wan", "local cloud: do not simulate the network between regions").conflicts("api"),
    )
    .option("--detail", "print a table of every cell and measure as well, before the overview")
    .option("--json", "print the matrix as one JSON document on stdout, and nothing else there")
    .option("--no-color", "no colours (NO_COLOR and FORCE_COLOR count too)")
    .addHelpText(
      "after",
      helpAfter({
        notes: probeNotes,
        done: "the job is complete and every probe is accounted for (failed probes are results, and are counted)",
        failed: "it is not: the job stalled, probes were lost, or the API could not be used",
        examples: [
          "npx crisscross probe",
          "npx crisscross probe --origins ap-south-1,eu-west-2 --targets us-west-1 --variants bare,db-put --samples 20",
          "npx crisscross probe --variants bare,bare/fresh --seed 31 --json > matrix.json",
          "npx crisscross probe --route ap-south-1,eu-west-2,us-west-1 --load burst:8 --deadline 5000",
          "npx crisscross probe --data .crisscross --samples 60 --time-limit 120 --detail",
          "CRISSCROSS_TOKEN=… npx crisscross probe --api https://abc123.execute-api.us-east-1.amazonaws.com",
        ],
      }),
    )
    .action(async (options: ProbeOptions) => finish(await probe(shell, options)));
}

function addUp(program: Command, shell: Shell, finish: (exitCode: number) => void): void {
  program
    .command("up")
    .summary("keep a local cloud running, for the other commands and for your own requests")
    .description("Brings up the local cloud from stacks/resources.json and keeps it until Ctrl-C.")
    .option("--port <n>", "port of the HTTP API on 127.0.0.1 (default: a free one)")
    .option(
      "--data <dir>",
      "keep jobs, queues, tables, token and access key there, across restarts (default: in memory)",
    )
    .option("--no-wan", "do not simulate the network between regions")
    .option("--regions <regions>", "only these probe regions, comma separated (default: every one)")
    .addHelpText(
      "after",
      helpAfter({
        notes:
          "It prints the address, a token, a request to start with and settings for AWS SDKs, and runs until Ctrl-C.",
        done: "stopped by Ctrl-C, its ordinary end (npx itself then answers 130: its shell got the Ctrl-C too)",
        failed:
          "it did not come up, or its data folder no longer took what has to be kept; stderr says which write",
        endless: true,
        examples: [
          "npx crisscross up",
          "npx crisscross up --port 4000 --data .crisscross --regions ap-south-1,eu-west-2 --no-wan",
        ],
      }),
    )
    .action(async (options: UpOptions) => finish(await up(shell, options)));
}

function addCancel(program: Command, shell: Shell, finish: (exitCode: number) => void): void {
  withApi(program.command("cancel"))
    .summary("cancel a job of an API")
    .description(
      "Cancels a job: results that are stored stay, what waits in a queue is dropped when its turn comes.",
    )
    .argument("<job>", "its id, as probe and the list of jobs show it")
    .option("--json", "print the job as JSON")
    .addHelpText(
      "after",
      helpAfter({
        done: "it is cancelled, or was before",
        failed: "it has ended by itself, or the API could not be used",
        examples: [
          "npx crisscross cancel 01jd0c3k9x4v7m2q8r5t6w1y0z --data .crisscross",
          "CRISSCROSS_TOKEN=… npx crisscross cancel 01jd0c3k9x4v7m2q8r5t6w1y0z --api http://127.0.0.1:4000",
        ],
      }),
    )
    .action(async (job: string, options: CancelOptions) => finish(await cancel(shell, job, options)));
}
