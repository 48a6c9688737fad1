import type { AlarmList, AlarmView } from "@crisscross/core/documents/alarm-view";
import type { ApiClient } from "../api/api-client.ts";
import { type ApiOptions, connect } from "../cloud/connect.ts";
import { renderAlarm, renderAlarms } from "../render/alarms.ts";
import { CommandError } from "../terminal/command-error.ts";
import { createPaint, type Paint, wantsColour } from "../terminal/paint.ts";
import type { Screen, Shell } from "../terminal/shell.ts";
import { watchAlarms } from "./watch-alarms.ts";

export interface AlarmsOptions extends ApiOptions {
  state?: string;
  region?: string;
  all?: boolean;
  watch?: boolean;
  every?: string;
  json?: boolean;
  color: boolean;
}

/** Prints the alarms, or one with its history. Answers 1 when one rings or a region could not be read, else 0. */
export async function alarms(
  shell: Shell,
  name: string | undefined,
  options: AlarmsOptions,
): Promise<number> {
  const everyMs = readEvery(options);
  if (name !== undefined && (options.watch || options.state !== undefined))
    throw new CommandError(2, "one alarm is printed once, whatever its state: leave out --watch and --state");
  const client = await connect(shell, options);
  const paint = createPaint(wantsColour(shell.stdout, shell.env, options.color));
  if (name !== undefined) return printOne(shell, client, name, options, paint);
  const query = {
    ...(options.state !== undefined && { state: options.state }),
    ...(options.region !== undefined && { region: options.region }),
  };
  if (!options.watch) return printOnce(shell, await client.alarms(query), options, paint);
  // Connected each time: a cloud that was stopped and started again on its folder has another address.
  const look = async () => (await connect(shell, options)).alarms(query);
  const { json = false } = options;
  return watchAlarms(shell, look, { everyMs, paint, all: showsAll(options), json });
}

async function printOne(
  shell: Shell,
  client: ApiClient,
  name: string,
  { region, json }: AlarmsOptions,
  paint: Paint,
): Promise<number> {
  const detail = await client.alarm(name, region);
  shell.stdout.write(
    json ? `${JSON.stringify(detail)}\n` : renderAlarm(detail, { paint, columns: columnsOf(shell.stdout) }),
  );
  return exitCodeOf(detail);
}

function printOnce(shell: Shell, list: AlarmList, options: AlarmsOptions, paint: Paint): number {
  const page = { paint, columns: columnsOf(shell.stdout), all: showsAll(options) };
  shell.stdout.write(options.json ? `${JSON.stringify(list)}\n` : renderAlarms(list, page));
  return exitCodeOf(list);
}

function exitCodeOf({ alarms, failures }: { alarms: readonly AlarmView[]; failures: readonly unknown[] }) {
  return alarms.some(({ state }) => state === "ALARM") || failures.length > 0 ? 1 : 0;
}

function readEvery({ every, watch: isWatching }: AlarmsOptions): number {
  if (every === undefined) return 15_000;
  if (!isWatching) throw new CommandError(2, "--every is for --watch");
  if (/^\d{1,4}(\.\d)?$/.test(every) && Number(every) > 0) return Number(every) * 1_000;
  throw new CommandError(
    2,
    `--every: ${JSON.stringify(every)} is not accepted; accepted: seconds from 0.1 to 9999`,
  );
}

/** Who asks for a state wants to see it, also when it is OK. */
const showsAll = ({ all = false, state }: AlarmsOptions): boolean => all || state !== undefined;

/** A terminal has an edge to wrap at; a file or a pipe keeps its sentences whole. */
const columnsOf = ({ isTTY, columns = 80 }: Screen): number => (isTTY ? columns : Number.POSITIVE_INFINITY);
