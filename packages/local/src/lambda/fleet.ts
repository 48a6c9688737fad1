import type { Sandbox } from "./sandbox.ts";

export interface FleetOptions {
  start: () => Sandbox;
  idleMs: number;
  onEnd: (sandbox: Sandbox) => void;
}

/** The execution environments of one function: reused last in, first out, and ended after `idleMs` unused. */
export class Fleet {
  readonly sandboxes = new Set<Sandbox>();
  private readonly options: FleetOptions;
  private retired = false;
  private readonly idle: { sandbox: Sandbox; expiry: NodeJS.Timeout }[] = [];

  constructor(options: FleetOptions) {
    this.options = options;
  }

  /** An idle environment, if there is one. */
  takeIdle(): Sandbox | undefined {
    for (let free = this.idle.pop(); free; free = this.idle.pop()) {
      clearTimeout(free.expiry);
      if (free.sandbox.environment.state === "idle") return free.sandbox;
    }
    return undefined;
  }

  /** Starts a new environment. */
  launch(): Sandbox {
    const sandbox = this.options.start();
    this.sandboxes.add(sandbox);
    void sandbox.environment.ended.then(() => {
      this.sandboxes.delete(sandbox);
      this.options.onEnd(sandbox);
    });
    return sandbox;
  }

  giveBack(sandbox: Sandbox): void {
    if (sandbox.environment.state !== "idle") return;
    if (this.retired) {
      sandbox.environment.kill();
      return;
    }
    const expiry = setTimeout(() => this.end(sandbox), this.options.idleMs).unref();
    this.idle.push({ sandbox, expiry });
  }

  /** Ends an environment if it is idle. */
  end(sandbox: Sandbox): void {
    const index = this.idle.findIndex((entry) => entry.sandbox === sandbox);
    if (index < 0) return;
    for (const { expiry } of this.idle.splice(index, 1)) clearTimeout(expiry);
    sandbox.environment.kill();
  }

  /** Ends idle environments now and busy ones after their invocation. */
  retire(): void {
    this.retired = true;
    for (const { sandbox } of [...this.idle]) this.end(sandbox);
  }
}
