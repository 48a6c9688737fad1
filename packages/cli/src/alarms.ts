import { setTimeout as sleep } from "node:timers/promises";
import type { AlarmList, AlarmView } from "@crisscross/core/alarm-view";
import type { AlarmQuery, ApiClient } from "./api-client.ts";
import { CommandError } from "./command-error.ts";
import { type ApiOptions, connect } from "./connect.ts";
import { createPaint, type Paint, wantsColour } from "./paint.ts";
import { renderAlarm, renderAlarms, renderChanges } from "./render/alarms.ts";
import type { Shell } from "./shell.ts";

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
  return options.watch
    ? watch(shell, client, query, { ...options, everyMs, paint })
    : printOnce(shell, await client.alarms(query), options, paint);
}

async function printOne(
  shell: Shell,
  client: ApiClient,
  name: string,
  { region, json }: AlarmsOptions,
  paint: Paint,
): Promise<number> {
  const detail = await client.alarm(name, region);
  shell.stdout.write(json ? `${JSON.stringify(detail)}\n` : renderAlarm(detail, paint));
  return exitCodeOf(detail);
}

function printOnce(shell: Shell, list: AlarmList, options: AlarmsOptions, paint: Paint): number {
  shell.stdout.write(
    options.json ? `${JSON.stringify(list)}\n` : renderAlarms(list, paint, showsAll(options)),
  );
  return exitCodeOf(list);
}

const clearScreen = "\u001b[2J\u001b[H";

/** A terminal shows how it stands, redrawn; a file or a pipe gets the first list, then a line for each change. */
async function watch(
  shell: Shell,
  client: ApiClient,
  query: AlarmQuery,
  options: AlarmsOptions & { everyMs: number; paint: Paint },
): Promise<never> {
  const { stdout, interrupted } = shell;
  const { json, everyMs, paint } = options;
  const all = showsAll(options);
  let before: AlarmList | undefined;
  for (;;) {
    const list = await client.alarms(query);
    if (json) stdout.write(`${JSON.stringify(list)}\n`);
    else if (stdout.isTTY) stdout.write(`${clearScreen}${renderAlarms(list, paint, all)}`);
    else stdout.write(before ? renderChanges(before, list) : renderAlarms(list, paint, all));
    before = list;
    await sleep(everyMs, undefined, { signal: interrupted });
  }
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
