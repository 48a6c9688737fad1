import type { UpOptions } from "../cloud/up.ts";
import { helpAfter } from "../terminal/help.ts";
import { wholeNumber } from "../terminal/option-values.ts";
import type { Declare } from "./declare.ts";
import { declareUnkindness } from "./declare-unkindness.ts";

const help = helpAfter({
  notes: "It prints the address, a token, a first request and settings for AWS SDKs, and runs until Ctrl-C.",
  done: "stopped by Ctrl-C, its ordinary end (npx itself then answers 130: its shell got the Ctrl-C too)",
  failed:
    "it did not come up, or its data folder no longer took what has to be kept; stderr says which write",
  endless: true,
  examples: [
    "npx crisscross up",
    "npx crisscross up --no-data",
    "npx crisscross up --port 4000 --data .crisscross --regions ap-south-1,eu-west-2 --no-wan",
  ],
});

export const declareUp: Declare = (command, shell, finish) => {
  declareUnkindness(command);
  command
    .summary("keep a local cloud running, for the other commands and for your own requests")
    .description("Brings up the local cloud from stacks/resources.json and keeps it until Ctrl-C.")
    .option("--port <n>", "port of the HTTP API on 127.0.0.1 (default: a free one)", wholeNumber(0, 65_535))
    .option(
      "--data <dir>",
      "keep jobs, queues, tables, token and access key there (default: CRISSCROSS_DATA, or this user's)",
    )
    .option("--no-data", "keep nothing: all is in memory, and gone when it stops")
    .option("--regions <regions>", "only these probe regions, separated by commas (default: every one)")
    .addHelpText("after", help)
    .action(async (options: UpOptions) => {
      const { up } = await import("../cloud/up.ts");
      finish(await up(shell, options));
    });
};
