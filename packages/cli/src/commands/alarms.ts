import type { AlarmList, AlarmView } from "@crisscross/core/documents/alarm-view";
import type { ApiOptions } from "../cloud/connect.ts";
import { CommandError } from "../terminal/command-error.ts";
import { helpAfter } from "../terminal/help.ts";
import { seconds } from "../terminal/option-values.ts";
import { createPaint, type Paint, wantsColour } from "../terminal/paint.ts";
import type { Screen, Shell } from "../terminal/shell.ts";
import { type Declare, withApi } from "./declare.ts";

interface AlarmsOptions extends ApiOptions {
  state?: string;
  region?: string;
  all?: boolean;
  watch?: boolean;
  /** In ms, once it is read. */
  every?: number;
  color: boolean;
}

const help = helpAfter({
  done: "no alarm rings, and every region could be read",
  failed: "one rings, a region could not be read, or the API could not be used",
  examples: [
    "npx crisscross alarms --data .crisscross",
    "npx crisscross alarms inner-throttles --data .crisscross --region ap-south-1",
    "npx crisscross alarms --data .crisscross --watch --every 5 --state ALARM",
  ],
});

export const declareAlarms: Declare = (command, shell, finish) => {
  withApi(command)
    .argument("[name]", "one alarm, with its history in every region")
    .summary("print the alarms of all regions, and what to look at first")
    .description("Prints the CloudWatch alarms of all regions that are not OK, the most urgent first.")
    .option("--state <state>", "only ALARM, INSUFFICIENT_DATA or OK (default: the first two)")
    .option("--region <region>", "only this region (default: all)")
    .option("--all", "those that are OK as well")
    .option(
      "--watch",
      "look again and again until Ctrl-C, on one screen; without a terminal, print what changes",
    )
    .option("--every <seconds>", "how often --watch looks (default: 15)", seconds)
    .option("--json", "print the document as JSON, one line each time")
    .option("--no-color", "no colours")
    .addHelpText("after", help)
    .action(async (name: string | undefined, options: AlarmsOptions) => {
      refuseIdle(name, options);
      const print = name === undefined ? printAll(shell, options) : printOne(shell, name, options);
      finish(await print);
    });
};

/** Options that would do nothing here. */
function refuseIdle(name: string | undefined, { watch: isWatching, every, state }: AlarmsOptions): void {
  if (every !== undefined && !isWatching) throw new CommandError(2, "--every is for --watch");
  if (name !== undefined && (isWatching || state !== undefined))
    throw new CommandError(2, "one alarm is printed once, whatever its state: leave out --watch and --state");
}

/** Prints one alarm with its history. Answers 1 when it rings or a region could not be read, else 0. */
async function printOne(shell: Shell, name: string, options: AlarmsOptions): Promise<number> {
  const { connect } = await import("../cloud/connect.ts");
  const { renderAlarm } = await import("../render/alarms.ts");
  const client = await connect(shell, options);
  const detail = await client.alarm(name, options.region);
  const page = { paint: paintOf(shell, options), columns: columnsOf(shell.stdout) };
  shell.stdout.write(options.json ? `${JSON.stringify(detail)}\n` : renderAlarm(detail, page));
  return exitCodeOf(detail);
}

/** Prints the alarms, once or again and again. Answers as printOne. */
async function printAll(shell: Shell, options: AlarmsOptions): Promise<number> {
  const { connect } = await import("../cloud/connect.ts");
  const { json = false, state, region, every: everyMs = 15_000 } = options;
  const query = { ...(state !== undefined && { state }), ...(region !== undefined && { region }) };
  // Connected each time: a cloud that was stopped and started again on its folder has another address.
  const look = async (): Promise<AlarmList> => (await connect(shell, options)).alarms(query);
  // Asking for a state is asking to see it, also when it is OK.
  const shown = { paint: paintOf(shell, options), all: (options.all ?? false) || state !== undefined };
  if (options.watch) {
    const { watchAlarms } = await import("../render/watch-alarms.ts");
    return watchAlarms(shell, look, { everyMs, json, ...shown });
  }
  const { renderAlarms } = await import("../render/alarms.ts");
  const list = await look();
  const page = { ...shown, columns: columnsOf(shell.stdout) };
  shell.stdout.write(json ? `${JSON.stringify(list)}\n` : renderAlarms(list, page));
  return exitCodeOf(list);
}

function exitCodeOf({ alarms, failures }: { alarms: readonly AlarmView[]; failures: readonly unknown[] }) {
  return alarms.some(({ state }) => state === "ALARM") || failures.length > 0 ? 1 : 0;
}

const paintOf = ({ stdout, env }: Shell, { color }: AlarmsOptions): Paint =>
  createPaint(wantsColour(stdout, env, color));

/** A terminal has an edge to wrap at; a file or a pipe keeps its sentences whole. */
const columnsOf = ({ isTTY, columns = 80 }: Screen): number => (isTTY ? columns : Number.POSITIVE_INFINITY);
