import type { FunctionSpec, ThrottleReason } from "./contract.ts";

type Limited = Pick<FunctionSpec, "region" | "arn" | "reservedConcurrency">;

/**
 * Counts running invocations against each function's reserved concurrency, or against what its region
 * has left once every reservation there is set aside.
 */
export class ConcurrencyLimits {
  private readonly perRegion: number;
  private readonly reserved = new Map<string, number>();
  private readonly running = new Map<string, number>();

  constructor(perRegion: number) {
    this.perRegion = perRegion;
  }

  reserve(spec: Limited): void {
    const total = (this.reserved.get(spec.region) ?? 0) + (spec.reservedConcurrency ?? 0);
    this.reserved.set(spec.region, total);
  }

  /** Undoes reserve. */
  release(spec: Limited): void {
    const total = (this.reserved.get(spec.region) ?? 0) - (spec.reservedConcurrency ?? 0);
    this.reserved.set(spec.region, total);
  }

  /** Takes a place, or says why there is none. */
  enter(spec: Limited): ThrottleReason | undefined {
    const key = this.keyOf(spec);
    const running = this.running.get(key) ?? 0;
    if (running >= this.limitOf(spec))
      return spec.reservedConcurrency === undefined
        ? "ConcurrentInvocationLimitExceeded"
        : "ReservedFunctionConcurrentInvocationLimitExceeded";
    this.running.set(key, running + 1);
    return undefined;
  }

  /** How many invocations may run at once. */
  limitOf({ region, reservedConcurrency }: Limited): number {
    return reservedConcurrency ?? this.perRegion - (this.reserved.get(region) ?? 0);
  }

  leave(spec: Limited): void {
    const key = this.keyOf(spec);
    this.running.set(key, (this.running.get(key) ?? 1) - 1);
  }

  private keyOf(spec: Limited): string {
    return spec.reservedConcurrency === undefined ? spec.region : spec.arn;
  }
}
