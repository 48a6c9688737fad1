import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ResourceGraph } from "../../scripts/graph.ts";
import { home, homeVerbs, ofType, one, parsed, probeRegions, probeVerbs, types } from "./stack.ts";
import { synthesized } from "./synthesized.ts";

interface App {
  name: string;
  removal: string;
  protect: boolean;
  providers: { aws: { region: string } };
}
interface SstConfig {
  app(input: { stage: string }): Promise<App>;
}

/** sst.config.ts calls SST's global `$config`, which returns what it is given. */
async function appOf(stage: string): Promise<App> {
  Object.assign(globalThis, { $config: (config: SstConfig) => config });
  const file = pathToFileURL(join(import.meta.dirname, "../../sst.config.ts")).href;
  const { default: config }: { default: SstConfig } = await import(file);
  return config.app({ stage });
}

describe("the app", () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, "$config");
  });

  it("is crisscross at home, whatever the stage", async () => {
    expect(await appOf("local")).toMatchObject({ name: "crisscross", providers: { aws: { region: home } } });
  });

  it("cannot be removed in production, and takes everything with it elsewhere", async () => {
    expect(await appOf("production")).toMatchObject({ removal: "retain", protect: true });
    expect(await appOf("staging")).toMatchObject({ removal: "remove", protect: false });
  });
});

describe("production", () => {
  it("protects the results from deletion and carries its stage in every name", async () => {
    const graph = await synthesized({ stage: "production" });
    const results = one(types.table, "crisscross-production-ResultsTable", home, graph);
    expect(results.inputs).toMatchObject({
      deletionProtectionEnabled: true,
      pointInTimeRecovery: { enabled: true },
    });
    expect(JSON.stringify(graph)).not.toContain("crisscross-local-");
  });

  it("keeps no table whose name would then be taken: a region could not be added again, nor production deployed", async () => {
    const retained = (await synthesized({ stage: "production" })).resources.filter(
      ({ retainOnDelete, type }) => retainOnDelete && type === types.table,
    );
    expect(retained.map(({ inputs }) => inputs.name)).toEqual(["crisscross-production-ResultsTable"]);
  });
});

describe("sst dev", () => {
  let graph: ResourceGraph;

  beforeAll(async () => {
    graph = await synthesized({ stage: "dev", dev: true });
  }, 60_000);

  const verbsBuilt = (built: ResourceGraph) =>
    new Set(
      ofType(types.function, built)
        .filter(({ bundle }) => bundle !== undefined)
        .map(({ inputs }) => String(inputs.name).replace("crisscross-dev-", "")),
    );

  it("runs everything live but the functions measured", () => {
    expect(verbsBuilt(graph)).toEqual(new Set(probeVerbs.filter((verb) => verb !== "consume")));
    expect(ofType(types.function, graph)).toHaveLength(
      homeVerbs.length + probeRegions.length * probeVerbs.length,
    );
  });

  it("runs those live too when CRISSCROSS_LIVE is all", async () => {
    const all = await synthesized({ stage: "dev", dev: true, environment: { CRISSCROSS_LIVE: "all" } });
    expect(verbsBuilt(all)).toEqual(new Set());
  });

  it("lets the developer's account take the roles of live functions, which production does not", () => {
    const role = one(types.role, "crisscross-dev-ConsumeEuWest2Role", "eu-west-2", graph);
    expect(JSON.stringify(parsed(role.inputs.assumeRolePolicy))).toContain("arn:aws:iam::000000000000:root");
  });
});
