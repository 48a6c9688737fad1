import { lengthenChain, longestOf } from "@crisscross/local/lambda/lineage";
import { describe, expect, it } from "vitest";

const root = "Root=1-65f0c1a2-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0";
const arn = (name: string) => `arn:aws:lambda:eu-west-2:000000000000:function:${name}`;

/** The header after these functions have been invoked one by the other. */
function chain(...names: string[]): string | undefined {
  return names.reduce<string | undefined>(
    (traceId, name) => (traceId === undefined ? undefined : lengthenChain(traceId, arn(name))),
    root,
  );
}

describe("a chain of invocations", () => {
  it("is cut where it comes to a function for the seventeenth time", () => {
    expect(chain(...Array<string>(16).fill("a"))).toMatch(/^Root=.*;Lineage=[0-9a-f]{8}:16$/);
    expect(chain(...Array<string>(17).fill("a"))).toBeUndefined();
  });

  it("counts each function by itself", () => {
    const names = Array.from({ length: 16 }, () => ["a", "b"]).flat();
    expect(chain(...names)).toMatch(/;Lineage=[0-9a-f]{8}:16\|[0-9a-f]{8}:16$/);
    expect(chain(...names, "b")).toBeUndefined();
    expect(chain(...names, "c")).toBeDefined();
  });

  it("of a batch is that of the message that has come furthest", () => {
    const long = chain("a", "a", "a") ?? "";
    expect(longestOf([root, long, chain("a", "b") ?? ""])).toBe(long);
    expect(longestOf([])).toBeUndefined();
  });
});
