import type { ChildProcess } from "node:child_process";
import { isWindows, signalProcess } from "./process.ts";

/** Windows can stop no process. */
export const canFreeze = !isWindows;

/** Stops the process of an environment, and all that it has started. */
export const freeze = (child: ChildProcess): void => signalProcess(child, "SIGSTOP");

/** They go on where they stood. */
export const thaw = (child: ChildProcess): void => signalProcess(child, "SIGCONT");
