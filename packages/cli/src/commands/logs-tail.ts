import type { Command } from "commander";
import { Argument } from "commander";
import { helpAfter } from "../terminal/help.ts";
import { wholeNumber } from "../terminal/option-values.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import type { Shell } from "../terminal/shell.ts";

/** The verbs of packages/functions, as their log groups are named. */
const functions = ["api", "authorize", "plan", "consume", "outer", "inner", "inner-db", "reconcile"] as const;

interface TailOptions {
  stage: string;
  region?: string;
  since?: number;
  follow: boolean;
  all?: boolean;
  json?: boolean;
  color: boolean;
}

const help = helpAfter({
  notes: `It reads CloudWatch Logs with the credentials and the endpoint that AWS's SDK finds. For a local cloud set what
npx crisscross up prints, in the same shell. On AWS every look is a call of FilterLogEvents per function and region.`,
  done: "printed, with --no-follow; else Ctrl-C ends it, with 130",
  failed: "a log could not be read",
  examples: [
    "npx crisscross logs tail",
    "npx crisscross logs tail consume --region eu-west-2 --since 60 --no-follow",
    "npx crisscross logs tail api --stage staging --all --json > api.ndjson",
  ],
});

/** Declares `logs tail`, below `logs`. */
export function declareLogsTail(logs: Command, shell: Shell, finish: (exitCode: number) => void): void {
  logs
    .command("tail")
    .addArgument(new Argument("[function]", "one function's lines (default: all)").choices(functions))
    .summary("print what the functions log, as it comes, from all regions in one order")
    .description("Prints the log lines of a stage's functions from all their regions, and those that come.")
    .option("--stage <name>", "the stage, local for a local cloud", "local")
    .option("--region <region>", "only this region (default: all that have it)")
    .option("--since <minutes>", "how far back it begins (default: 10)", wholeNumber(0, 43_200))
    .option("--no-follow", "print what there is, and end")
    .option("--all", "the platform's lines and metrics as well")
    .option("--json", "print one JSON document a line")
    .option("--no-color", "no colours")
    .addHelpText("after", help)
    .action(async (name: string | undefined, options: TailOptions) =>
      finish(await tail(shell, name, options)),
    );
}

/** Prints lines until it is interrupted, or once. Answers 0. Throws CommandError when a log cannot be read. */
async function tail(shell: Shell, name: string | undefined, options: TailOptions): Promise<number> {
  const { openAwsLogs } = await import("../logs/aws-logs.ts");
  const { followEvents } = await import("../logs/follow-events.ts");
  const { functionsOf } = await import("../cloud/logged-functions.ts");
  const { renderLogLine } = await import("../render/log-line.ts");
  const { pauseUntil } = await import("../terminal/pause.ts");
  const { stdout, env, interrupted } = shell;
  const { stage, region, since = 10, follow, all = false, json = false } = options;
  const page = { paint: createPaint(wantsColour(stdout, env, options.color)), all };
  const chosen = await functionsOf(name, region);
  const pause = pauseUntil(interrupted);
  await followEvents({
    sources: openAwsLogs({ stage, functions: chosen, interrupted }),
    fromMs: Date.now() - since * 60_000,
    pause: follow ? () => pause(2_000) : undefined,
    onEvent(event) {
      const line = renderLogLine(event, page);
      if (line !== undefined) stdout.write(`${json ? JSON.stringify(event) : line}\n`);
    },
  });
  return 0;
}
