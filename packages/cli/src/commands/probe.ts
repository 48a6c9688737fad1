import type { ProbeOptions } from "../job/probe.ts";
import { ExclusiveOption } from "../terminal/exclusive-option.ts";
import { helpAfter } from "../terminal/help.ts";
import { tagsUpTo } from "../terminal/tag-option.ts";
import type { Declare } from "./declare.ts";
import { declareUnkindness } from "./declare-unkindness.ts";

const notes = `Variants:
  bare, db-get or db-put, then any of /direct, /fresh, /quiet, /via=REGION+REGION, /up=BYTES, /down=BYTES

Without --api it brings up a local cloud for the job, and stops it afterwards. With --data the job goes to the cloud that
npx crisscross up keeps running on that folder. If none runs, it brings one up there, and the folder keeps the job.`;

const help = helpAfter({
  notes,
  done: "the job is complete and every probe is accounted for (failed probes are results, and are counted)",
  failed: "the job stalled, probes were lost, or the API could not be used",
  examples: [
    "npx crisscross probe",
    "npx crisscross probe --origins ap-south-1,eu-west-2 --targets us-west-1 --variants bare,db-put --samples 20",
    "npx crisscross probe --variants bare,bare/fresh --seed 31 --json > matrix.json",
    "npx crisscross probe --route ap-south-1,eu-west-2,us-west-1 --load burst:8 --deadline 5000",
    "npx crisscross probe --samples 100 --dry-run",
    "npx crisscross probe --name 'before the move' --tag team=net --tag stage=test",
    "npx crisscross probe --data .crisscross --samples 60 --time-limit 120 --detail",
    "CRISSCROSS_TOKEN=… npx crisscross probe --api https://abc123.execute-api.us-east-1.amazonaws.com",
  ],
});

export const declareProbe: Declare = (command, shell, finish) => {
  declareUnkindness(command, "local cloud: ", ["api"]);
  command
    .summary("run a job and print the matrix; without --api, on a temporary local cloud")
    .description("Publishes a probe job, follows it, and prints the matrix of nested calls.")
    .option("--origins <regions>", "where outer runs, separated by commas (default: every deployed region)")
    .option("--targets <regions>", "where inner runs, separated by commas (default: every deployed region)")
    .option("--variants <variants>", "how calls are made, separated by commas (default: bare,db-get)")
    .option("--samples <n>", "probes per cell (default: 5)")
    .option("--seed <n>", "seed of the order and of the records (default: the API picks one)")
    .option("--deadline <ms>", "how long a caller waits before a probe is a timeout (default: 10000)")
    .option("--time-limit <minutes>", "how long the job takes results; the rest is lost (default: 60)")
    .option(
      "--name <text>",
      "what to call the job, in lists and events: up to 120 characters (default: no name)",
    )
    .option(
      "--tag <key=value>",
      "to find the job by; give it again for each of up to 10 (default: no tags)",
      tagsUpTo,
    )
    .option("--route <regions>", "instead of origins and targets: 2 to 5 regions, each calling the next")
    .option(
      "--load <model>",
      "sequential, sequential:GAP_MS, poisson:MEAN_GAP_MS or burst:SIZE (default: sequential:10)",
    )
    .option("--budget-usd <usd>", "refuse the job if it is estimated to cost more (default: none)")
    .option("--dry-run", "print what the job would take and cost, line by line, and publish nothing")
    .option(
      "--refresh <n>",
      "measure with n fresh environments an origin, of tenant-isolated functions (default: none are forced)",
    )
    .addOption(
      new ExclusiveOption("--api <url>", "a Crisscross API (default: that of a local cloud)").conflicts(
        "data",
      ),
    )
    .option("--token <token>", "its bearer token (default: the variable CRISSCROSS_TOKEN)")
    .option("--data <dir>", "local cloud: keep the job there, for up --data (default: in memory, then gone)")
    .option("--detail", "print a table of every cell and measure as well, before the overview")
    .option("--simultaneous", "widen intervals until all of the matrix hold at once with 95% confidence")
    .option("--json", "print the matrix as one JSON document on stdout, and nothing else there")
    .option("--no-color", "no colours (NO_COLOR and FORCE_COLOR count too)")
    .addHelpText("after", help)
    .action(async (options: ProbeOptions) => {
      const { probe } = await import("../job/probe.ts");
      finish(await probe(shell, options));
    });
};
