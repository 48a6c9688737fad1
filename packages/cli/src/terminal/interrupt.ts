const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** Why a command stopped early, and the exit code shells expect for it. */
export class Interruption extends Error {
  readonly exitCode: number;

  constructor(signal: keyof typeof exitCodes) {
    super(`stopped by ${signal}`);
    this.name = "Interruption";
    this.exitCode = exitCodes[signal];
  }
}

/** npx forwards the Ctrl-C that the terminal has already delivered: a second signal this soon is the same one. */
const echoMs = 1_000;

/** How often to look whether npx is still there. */
const lookMs = 500;

/** The signal that aborts on the first Ctrl-C or SIGTERM. A second one ends the process at once. */
export function listenForInterrupt(): AbortSignal {
  const controller = new AbortController();
  let firstMs: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      const atMs = performance.now();
      if (firstMs !== undefined && atMs - firstMs > echoMs) process.exit(exitCodes[signal]);
      firstMs ??= atMs;
      controller.abort(new Interruption(signal));
    });
  if (process.env.npm_command === "exec") watchParent(() => controller.abort(new Interruption("SIGTERM")));
  return controller.signal;
}

/** npx runs a command in a shell, and kills only that when it is killed itself: without it, nobody is left to stop us. */
function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, lookMs);
  timer.unref();
}
