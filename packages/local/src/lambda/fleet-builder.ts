import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleRuntime, createBundler } from "./bundle.ts";
import type { FunctionSpec, LambdaHostOptions } from "./contract.ts";
import { Fleet } from "./fleet.ts";
import { canFreeze } from "./freeze.ts";
import type { Holders } from "./holders.ts";
import { type Member, startMember } from "./member.ts";

/** Bundles functions, and makes the fleets in which their environments start. */
export class FleetBuilder {
  readonly #directory: string;
  readonly #options: LambdaHostOptions;
  readonly #holders: Holders;
  readonly #bundle: ReturnType<typeof createBundler>;
  readonly #fleets = new Set<Fleet>();
  #runtime: Promise<string> | undefined;
  #environmentCount = 0;
  #closed = false;

  constructor(directory: string, options: LambdaHostOptions, holders: Holders) {
    this.#directory = directory;
    this.#options = options;
    this.#holders = holders;
    this.#bundle = createBundler(directory, options.bundlesDir);
    if (options.door !== undefined) writeFileSync(this.#trustedFile, options.door.certificate);
  }

  /** What environments trust besides the world's own authorities. */
  get #trustedFile(): string {
    return join(this.#directory, "network.pem");
  }

  /** Rejects when the handler is missing or does not build. */
  async build(spec: FunctionSpec): Promise<Fleet> {
    const {
      bundlesDir,
      endpoint,
      door,
      functionDefaults,
      onRecord,
      idleMs = 300_000,
      freeze,
    } = this.#options;
    this.#runtime ??= bundleRuntime(this.#directory, bundlesDir);
    const [runtimeFile, bundle] = await Promise.all([this.#runtime, this.#bundle(spec.source)]);
    const start = (): Member => {
      if (this.#closed) throw new Error("The local Lambda host has stopped.");
      const count = ++this.#environmentCount;
      const line = door?.lineOf(spec.region, count, door.port);
      const member = startMember({
        environmentId: `env-${count}-${randomBytes(4).toString("hex")}`,
        spec,
        bundle,
        runtimeFile,
        cacheDirectory: join(this.#directory, "compile-cache"),
        reach: line === undefined ? { endpoint } : { line, trustedFile: this.#trustedFile },
        defaults: functionDefaults,
        onRecord,
        freezes: freeze ?? canFreeze,
      });
      this.#holders.add(member);
      return member;
    };
    const fleet = new Fleet({ start, idleMs, onEnd: (member) => this.#holders.remove(member) });
    this.#fleets.add(fleet);
    return fleet;
  }

  /** The environments of every fleet, retired ones too. */
  members(): Member[] {
    return [...this.#fleets].flatMap(({ members }) => [...members]);
  }

  /** No environment starts after this. */
  close(): void {
    this.#closed = true;
  }

  /** Resolves when the runtime is no longer being built. */
  async settle(): Promise<void> {
    await Promise.allSettled([this.#runtime]);
  }
}
