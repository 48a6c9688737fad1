import type { AlarmList } from "@crisscross/core/documents/alarm-view";
import { CommandError } from "../terminal/command-error.ts";
import type { Paint } from "../terminal/paint.ts";
import { pauseUntil } from "../terminal/pause.ts";
import { createRedraw } from "../terminal/redraw.ts";
import type { Shell } from "../terminal/shell.ts";
import { renderFrame } from "./alarm-frame.ts";
import { renderAlarms, renderChanges } from "./alarms.ts";

interface WatchOptions {
  everyMs: number;
  paint: Paint;
  all: boolean;
  json: boolean;
}

/** What shows the looks at the alarms, good and failed. */
interface View {
  show(list: AlarmList): void;
  fail(reason: string): void;
}

/**
 * Looks until it is interrupted. A look that fails is shown and tried again, unless it is the first: then the address or
 * the token is likely wrong.
 */
export async function watchAlarms(
  shell: Shell,
  look: () => Promise<AlarmList>,
  options: WatchOptions,
): Promise<never> {
  const { interrupted } = shell;
  const pause = pauseUntil(interrupted);
  const view =
    options.json || !shell.stdout.isTTY ? createLines(shell, options) : createFrames(shell, options);
  for (let looks = 0; ; looks++) {
    try {
      view.show(await look());
    } catch (error) {
      interrupted.throwIfAborted();
      if (looks === 0 || !(error instanceof CommandError)) throw error;
      view.fail(error.message);
    }
    await pause(options.everyMs);
  }
}

/** A terminal: how it stands, redrawn. */
function createFrames({ stdout }: Shell, { paint, all }: WatchOptions): View {
  const redraw = createRedraw(stdout);
  let last: { list: AlarmList; asOf: string } | undefined;
  const draw = (failed?: { at: string; reason: string }) => {
    if (last === undefined) return;
    const { list, asOf } = last;
    const { columns = 80, rows = 24 } = stdout;
    redraw(renderFrame(list, { paint, columns, rows, all, asOf, ...(failed && { failed }) }));
  };
  return {
    show(list) {
      last = { list, asOf: new Date().toISOString() };
      draw();
    },
    fail: (reason) => draw({ at: new Date().toISOString(), reason }),
  };
}

/** A file or a pipe: the first list, then a line for each change; with --json each list. Failures go to stderr, once. */
function createLines({ stdout, stderr }: Shell, { paint, all, json }: WatchOptions): View {
  let before: AlarmList | undefined;
  let failing: string | undefined;
  return {
    show(list) {
      if (failing !== undefined) stderr.write("crisscross: the alarms can be read again\n");
      failing = undefined;
      if (json) stdout.write(`${JSON.stringify(list)}\n`);
      else
        stdout.write(
          before
            ? renderChanges(before, list)
            : renderAlarms(list, { paint, all, columns: Number.POSITIVE_INFINITY }),
        );
      before = list;
    },
    fail(reason) {
      if (reason !== failing) stderr.write(`crisscross: a look failed, trying again: ${reason}\n`);
      failing = reason;
    },
  };
}
