import type { Gate } from "./gate.ts";
import type { Sandbox } from "./sandbox.ts";

export interface FleetOptions {
  start: () => Sandbox;
  /** Held while an environment initialises. */
  gate: Gate;
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

  /** An idle environment, or a new one once the gate lets it start. */
  async take(): Promise<Sandbox> {
    for (let free = this.idle.pop(); free; free = this.idle.pop()) {
      clearTimeout(free.expiry);
      if (free.sandbox.environment.state === "idle") return free.sandbox;
    }
    await this.options.gate.enter();
    const sandbox = this.launch();
    this.sandboxes.add(sandbox);
    void sandbox.environment.started.then(() => this.options.gate.leave());
    void sandbox.environment.ended.then(() => {
      this.sandboxes.delete(sandbox);
      this.options.onEnd(sandbox);
    });
    return sandbox;
  }

  private launch(): Sandbox {
    try {
      return this.options.start();
    } catch (error) {
      this.options.gate.leave();
      throw error;
    }
  }

  giveBack(sandbox: Sandbox): void {
    if (sandbox.environment.state !== "idle") return;
    if (this.retired) {
      sandbox.environment.kill();
      return;
    }
    const expiry = setTimeout(() => this.expire(sandbox), this.options.idleMs).unref();
    this.idle.push({ sandbox, expiry });
  }

  /** Ends idle environments now and busy ones after their invocation. */
  retire(): void {
    this.retired = true;
    for (const { sandbox, expiry } of this.idle.splice(0)) {
      clearTimeout(expiry);
      sandbox.environment.kill();
    }
  }

  private expire(sandbox: Sandbox): void {
    const index = this.idle.findIndex((entry) => entry.sandbox === sandbox);
    if (index < 0) return;
    this.idle.splice(index, 1);
    sandbox.environment.kill();
  }
}
