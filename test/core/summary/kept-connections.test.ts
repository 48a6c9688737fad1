import { callChainOf } from "@crisscross/core/sample/call-chain";
import { keptConnectionOf } from "@crisscross/core/summary/kept-connections";
import { describe, expect, it } from "vitest";
import { callOf, levelOf, sampleOf } from "../samples.ts";

describe("kept connections", () => {
  const of = (...given: Parameters<typeof sampleOf>) =>
    keptConnectionOf(callChainOf(sampleOf(...given)), "consume-1");
  const outerOf = (environment: string, socket: number) => ({
    level: levelOf({ environment, call: callOf(9, { connection: "reused", socket, level: levelOf() }) }),
  });

  it("are told by their caller's environment and number", () => {
    const one = of({}, {}, outerOf("outer-1", 1));
    expect(one).toBe(of({}, {}, outerOf("outer-1", 1)));
    expect(one).not.toBe(of({}, {}, outerOf("outer-1", 2)));
    expect(one).not.toBe(of({}, {}, outerOf("outer-2", 1)));
  });

  it("are consume's where that calls inner itself", () => {
    const call = callOf(9, { connection: "reused", socket: 4, level: levelOf() });
    const sample = sampleOf({ variant: "bare/direct", call });
    expect(keptConnectionOf(callChainOf(sample), "consume-1")).not.toBe(
      keptConnectionOf(callChainOf(sample), "consume-2"),
    );
  });

  it("are none of a call that made its own, nor of samples stored before they were numbered", () => {
    expect(of({ variant: "bare/fresh" }, { connection: "fresh", socket: 3 })).toBeUndefined();
    expect(of({}, { connection: "reused" })).toBeUndefined();
  });
});
