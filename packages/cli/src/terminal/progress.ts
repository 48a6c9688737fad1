import { Presets, SingleBar } from "cli-progress";
import { printable } from "./printable.ts";
import type { Screen } from "./shell.ts";

/** Shows how far something has come. `note` is a few words beside the figures. */
export interface Progress {
  update(done: number, total: number, note?: string): void;
  /** Lines that stay, also when quiet is wanted. */
  say(lines: string): void;
  stop(): void;
}

/** Without a terminal, a line this often at most. */
const lineEveryMs = 5_000;

/** A live bar on a terminal; elsewhere a line now and then, or nothing when `quiet`. */
export function createProgress(
  screen: Screen,
  label: string,
  { quiet, monotonicMs = () => performance.now() }: { quiet: boolean; monotonicMs?: () => number },
): Progress {
  if (screen.isTTY) return createBar(screen, label);
  return quiet
    ? { update: () => {}, say: (lines) => screen.write(lines), stop: () => {} }
    : createLines(screen, label, monotonicMs);
}

function createBar(screen: Screen, label: string): Progress {
  const bar = new SingleBar(
    {
      stream: screen.raw ?? screen,
      format: `${label} {bar} {percentage}%  {value}/{total}{note}`,
      barsize: 30,
      hideCursor: true,
      clearOnComplete: true,
      // The command's own handler ends it; the bar's would end the process before the cloud has stopped.
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  return {
    update: (done, total, note = "") => {
      const payload = { note: note && `  ${printable(note)}` };
      if (!bar.isActive) bar.start(total, done, payload);
      bar.setTotal(total);
      bar.update(done, payload);
    },
    say: (lines) => {
      bar.stop();
      screen.write(lines);
    },
    stop: () => bar.stop(),
  };
}

function createLines(screen: Screen, label: string, monotonicMs: () => number): Progress {
  let lastMs: number | undefined;
  let lastDone: number | undefined;
  return {
    update: (done, total, note = "") => {
      const atMs = monotonicMs();
      const due = lastMs === undefined || atMs - lastMs >= lineEveryMs || done === total;
      if (!due || done === lastDone) return;
      lastMs = atMs;
      lastDone = done;
      screen.write(`${label} ${done}/${total}${note && `  ${note}`}\n`);
    },
    say: (lines) => screen.write(lines),
    stop: () => {},
  };
}
