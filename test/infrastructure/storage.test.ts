import { describe, expect, it } from "vitest";
import { ofType, one, probeRegions, types } from "./stack.ts";

describe("the results table", () => {
  it("has its keys, an index of jobs by creation, expiry and point-in-time recovery, paid by request", () => {
    expect(one(types.table, "crisscross-local-ResultsTable").inputs).toMatchObject({
      billingMode: "PAY_PER_REQUEST",
      hashKey: "pk",
      rangeKey: "sk",
      attributes: ["pk", "sk", "list", "createdAt"].map((name) => ({ name, type: "S" })),
      globalSecondaryIndexes: [
        { name: "byCreated", hashKey: "list", rangeKey: "createdAt", projectionType: "ALL" },
      ],
      ttl: { attributeName: "expiresAt", enabled: true },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: false,
    });
  });
});

describe("records tables", () => {
  it.each(probeRegions)("exist in %s, by e-mail address", (region) => {
    const { inputs } = one(types.table, "crisscross-local-records", region);
    expect(inputs).toMatchObject({
      billingMode: "PAY_PER_REQUEST",
      hashKey: "email",
      attributes: [{ name: "email", type: "S" }],
    });
    expect(inputs.rangeKey).toBeUndefined();
  });

  it("are all there is besides results", () => {
    expect(ofType(types.table)).toHaveLength(probeRegions.length + 1);
  });
});
