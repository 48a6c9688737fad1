import { Argument } from "commander";
import type { ApiOptions } from "../cloud/connect.ts";
import { CommandError } from "../terminal/command-error.ts";
import { helpAfter } from "../terminal/help.ts";
import { wholeNumber } from "../terminal/option-values.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import type { Shell } from "../terminal/shell.ts";
import { type Declare, withApi } from "./declare.ts";

interface LetterOptions extends ApiOptions {
  region?: string;
  perSecond?: number;
  reason?: string;
  most?: number;
  color: boolean;
}

type Action = "redrive" | "drop";

const help = helpAfter({
  notes:
    "Looking hides up to ten letters of each queue for two seconds and counts as one receive of each; it takes none out. redrive sends letters back to where they are worked on: a block is run if its job still goes on, and dropped if not. drop deletes them, and the log of api keeps what each was and why.",
  done: "there are no dead letters; redrive: all are sent back, or SQS goes on sending them; drop: done",
  failed: "there are some, some stay, or a queue or the API could not be used",
  examples: [
    "npx crisscross deadletters --data .crisscross",
    "npx crisscross deadletters redrive BlocksDead --region eu-west-2 --data .crisscross",
    'npx crisscross deadletters drop Unroutable --reason "region is gone" --data .crisscross',
  ],
});

export const declareDeadLetters: Declare = (command, shell, finish) => {
  withApi(command)
    .addArgument(new Argument("[action]", "what to do with a queue's letters").choices(["redrive", "drop"]))
    .argument("[queue]", "of which queue, as the list names it")
    .summary("print what queues gave up and why, send it back, or drop it")
    .description("Prints the messages that queues gave up, or that no queue took, and why.")
    .option(
      "--region <region>",
      "only the queue of this region (default: all that have it; drop: the only one)",
    )
    .option("--per-second <n>", "how many redrive sends back (default: 50)", wholeNumber(1, 500))
    .option("--reason <text>", "why drop deletes them; it is logged (default: none, and drop needs one)")
    .option("--most <n>", "how many drop deletes at most (default: 100)", wholeNumber(1, 100))
    .option("--json", "print the document as JSON")
    .option("--no-color", "no colours")
    .addHelpText("after", help)
    .action(async (action: Action | undefined, queue: string | undefined, options: LetterOptions) => {
      refuseIdle(action, queue, options);
      finish(
        await (action === undefined ? printAll(shell, options) : act(shell, action, queue ?? "", options)),
      );
    });
};

/** What would do nothing here, or is missing. */
function refuseIdle(action: Action | undefined, queue: string | undefined, options: LetterOptions): void {
  const { region, perSecond, reason, most } = options;
  if (action !== undefined && queue === undefined)
    throw new CommandError(2, `<queue> is missing; accepted: a queue that npx crisscross deadletters lists`);
  if (perSecond !== undefined && action !== "redrive")
    throw new CommandError(2, "--per-second is for redrive");
  if (action !== "drop" && (reason ?? most) !== undefined)
    throw new CommandError(2, "--reason and --most are for drop");
  if (region !== undefined && action === undefined)
    throw new CommandError(2, "--region is for redrive and drop");
  if (action === "drop" && reason === undefined)
    throw new CommandError(2, "--reason is missing; accepted: why the letters are dropped");
}

/** Prints the list. Answers 0 when every queue was read and holds nothing. */
async function printAll(shell: Shell, options: LetterOptions): Promise<number> {
  const { connect } = await import("../cloud/connect.ts");
  const { renderLetters } = await import("../render/dead-letters.ts");
  const list = await (await connect(shell, options)).deadLetters();
  const { stdout, env } = shell;
  const paint = createPaint(wantsColour(stdout, env, options.color));
  stdout.write(options.json ? `${JSON.stringify(list)}\n` : renderLetters(list, paint));
  return list.count === 0 && list.failures.length === 0 ? 0 : 1;
}

/** Sends letters back or drops them, and prints what came of it. Answers 1 when some are left that nobody sends. */
async function act(shell: Shell, action: Action, queue: string, options: LetterOptions): Promise<number> {
  const { connect } = await import("../cloud/connect.ts");
  const { renderDrop, renderRedrive } = await import("../render/dead-letters.ts");
  const client = await connect(shell, options);
  const { region, perSecond, reason = "", most, json } = options;
  const where = { queue, ...(region !== undefined && { region }) };
  if (action === "drop") {
    const drop = await client.dropLetters({
      ...where,
      reason,
      ...(most !== undefined && { most: `${most}` }),
    });
    shell.stdout.write(json ? `${JSON.stringify(drop)}\n` : renderDrop(drop));
    return 0;
  }
  const redrive = await client.redriveLetters({ ...where, ...(perSecond !== undefined && { perSecond }) });
  shell.stdout.write(json ? `${JSON.stringify(redrive)}\n` : renderRedrive(redrive));
  const stay = redrive.redrives.some(({ left, isRunning }) => left > 0 && !isRunning);
  return stay || redrive.failures.length > 0 ? 1 : 0;
}
