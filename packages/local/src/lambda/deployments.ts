import type { ConcurrencyLimits } from "./concurrency.ts";
import type { FunctionSpec } from "./contract.ts";
import type { Fleet } from "./fleet.ts";
import type { FleetBuilder } from "./fleet-builder.ts";

/** A function in place. */
export interface Deployed {
  spec: FunctionSpec;
  fleet: Fleet;
  /** Invocations under way. */
  running: number;
}

/** The functions in place, by "region/name". */
export class Deployments {
  readonly #builder: FleetBuilder;
  readonly #limits: ConcurrencyLimits;
  readonly #deployed = new Map<string, Deployed>();
  readonly #adding = new Set<Promise<void>>();

  constructor(builder: FleetBuilder, limits: ConcurrencyLimits) {
    this.#builder = builder;
    this.#limits = limits;
  }

  get(key: string): Deployed | undefined {
    return this.#deployed.get(key);
  }

  /** Throws when there is none. */
  find(key: string): Deployed {
    const found = this.get(key);
    if (found === undefined) throw new Error(`The local Lambda host has no function ${key}.`);
    return found;
  }

  add(spec: FunctionSpec): Promise<void> {
    return this.#track(this.#add(spec));
  }

  /** Invocations under way end in their old environments, later ones start new. */
  replace(spec: FunctionSpec): Promise<void> {
    return this.#track(this.#replace(spec));
  }

  /** Resolves when nothing is being built any more. */
  async settle(): Promise<void> {
    await Promise.allSettled([this.#builder.settle(), ...this.#adding]);
  }

  async #add(spec: FunctionSpec): Promise<void> {
    const key = keyOf(spec);
    if (this.#deployed.has(key)) throw new Error(`The local Lambda host already has the function ${key}.`);
    const fleet = await this.#builder.build(spec);
    this.#limits.reserve(spec);
    this.#deployed.set(key, { spec, fleet, running: 0 });
  }

  async #replace(spec: FunctionSpec): Promise<void> {
    const fleet = await this.#builder.build(spec);
    const before = this.find(keyOf(spec));
    this.#limits.release(before.spec);
    this.#limits.reserve(spec);
    this.#deployed.set(keyOf(spec), { spec, fleet, running: 0 });
    before.fleet.retire();
  }

  /** A build under way has to end before its directory is removed. */
  #track(work: Promise<void>): Promise<void> {
    this.#adding.add(work);
    return work;
  }
}

const keyOf = ({ region, name }: FunctionSpec): string => `${region}/${name}`;
