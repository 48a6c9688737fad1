import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";

/*
 * A frozen process cannot notice that its host was killed, nor can one in an endless loop. So a shell, which gets the pids
 * through a pipe, kills their groups when that pipe closes.
 */
const script = `
pids=" "
while read -r sign pid; do
  case $sign in
    +) pids="$pids$pid " ;;
    -) pids="\${pids%% $pid *} \${pids#* $pid }" ;;
  esac
done
for pid in $pids; do kill -s KILL -- "-$pid"; done
`;

const guarded = new Set<number>();
let shell: ChildProcess | undefined;

/** From now on the process group is killed when this process ends, however it does; until `release`. */
export function guard(pid: number): void {
  guarded.add(pid);
  shell ??= startShell();
  shell.stdin?.write(`+ ${pid}\n`);
}

export function release(pid: number): void {
  if (!guarded.delete(pid)) return;
  shell?.stdin?.write(`- ${pid}\n`);
  if (guarded.size > 0) return;
  shell?.stdin?.end();
  shell = undefined;
}

function startShell(): ChildProcess {
  const started = spawn("/bin/sh", ["-c", script], {
    stdio: ["pipe", "ignore", "ignore"],
    env: {},
    // Ctrl-C, and a kill of this process's group, are not for it.
    detached: true,
  });
  started.unref();
  (started.stdin as Socket | null)?.unref();
  // Without a watchdog all goes on as before.
  for (const source of [started, started.stdin]) source?.on("error", () => {});
  return started;
}
