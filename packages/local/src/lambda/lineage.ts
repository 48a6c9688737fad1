import { createHash } from "node:crypto";

/** Source: Lambda developer guide, "Lambda recursive loop detection": a chain is cut after about 16 invocations. */
const longestChain = 16;

/** `Lineage=` in an X-Ray header: how often the chain of requests has invoked each function, by a hash of its ARN. */
const lineage = /;?Lineage=([^;]*)/;

/** The header for an invocation that continues this chain; undefined when the chain has invoked the function too often. */
export function lengthenChain(traceId: string, functionArn: string): string | undefined {
  const counts = readLineage(traceId);
  const key = hashOf(functionArn);
  const count = (counts.get(key) ?? 0) + 1;
  if (count > longestChain) return undefined;
  counts.set(key, count);
  const printed = [...counts].map(([hash, n]) => `${hash}:${n}`).join("|");
  return `${traceId.replace(lineage, "")};Lineage=${printed}`;
}

const hashes = new Map<string, string>();

function hashOf(arn: string): string {
  const known = hashes.get(arn) ?? createHash("sha256").update(arn).digest("hex").slice(0, 8);
  hashes.set(arn, known);
  return known;
}

/** Of several chains that meet in one invocation, the one that is nearest to being cut. */
export function longestOf(traceIds: readonly string[]): string | undefined {
  const lengthOf = (traceId: string) => Math.max(0, ...readLineage(traceId).values());
  return [...traceIds].sort((a, b) => lengthOf(b) - lengthOf(a))[0];
}

function readLineage(traceId: string): Map<string, number> {
  const entries = (lineage.exec(traceId)?.[1] ?? "").split("|").filter((entry) => entry !== "");
  return new Map(
    entries.map((entry) => {
      const [hash = "", count] = entry.split(":");
      return [hash, Number(count) || 0];
    }),
  );
}
