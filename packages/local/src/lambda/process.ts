import { type ChildProcess, spawn } from "node:child_process";
import { guard, release } from "./watchdog.ts";

export const isWindows = process.platform === "win32";

/** What starts one execution environment's process. */
export interface Launch {
  runtimeFile: string;
  bundleFile: string;
  exportName: string;
  taskRoot: string;
  cacheDirectory: string;
  variables: Record<string, string>;
  memoryMb: number;
  /** JSON of the network that it is part of; empty without one. */
  line: string;
}

/** Starts the runtime with a socket to the host on descriptor 3 and only `variables` in its environment. */
export function startProcess(launch: Launch): ChildProcess {
  // As Lambda's own runtime does, so that a leak ends the environment and not the machine.
  const heapMb = Math.floor(launch.memoryMb * 0.9);
  const files = [
    launch.runtimeFile,
    launch.bundleFile,
    launch.exportName,
    launch.cacheDirectory,
    launch.line,
  ];
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, ...files], {
    cwd: launch.taskRoot,
    env: launch.variables,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    // A group of its own: Ctrl-C reaches only the host, and a kill takes the function's children along.
    detached: !isWindows,
    windowsHide: true,
  });
  const { pid } = child;
  if (pid !== undefined && !isWindows) {
    guard(pid);
    child.once("exit", () => release(pid));
  }
  return child;
}

/** Sends a signal to a process started above together with everything it started. */
export function signalProcess(child: ChildProcess, signal: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (isWindows) child.kill(signal);
  else
    try {
      process.kill(-pid, signal);
    } catch {
      // It has died, which nobody has seen yet: whoever watches its end will.
    }
}

/** Resolves with how the process ended, in the words of Lambda's Runtime.ExitError. */
export function watchProcess(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(`could not start: ${error.message}`));
    child.once("exit", (code, signal) => resolve(describeExit(code, signal)));
  });
}

function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal === "SIGKILL") return "with error: signal: killed";
  if (signal !== null) return `with error: signal: ${signal}`;
  return code === 0 ? "without providing a reason" : `with error: exit status ${code}`;
}
