import { beforeAll, describe, expect, it } from "vitest";
import type { Resource, ResourceGraph } from "../../scripts/graph.ts";
import { functionOf, ofType, ordinaryOf, parsed, probeRegions, types } from "../infrastructure/stack.ts";
import { synthesized } from "../infrastructure/synthesized.ts";
import { watchTypes, widgets } from "../infrastructure/watching.ts";

const stage = "dev";
/** Alarms, and the filters that count lines of logs for them. */
const alarmTypes: readonly string[] = [watchTypes.alarm, watchTypes.composite, watchTypes.filter];
/** Distorted if they ran on a laptop, so `sst dev` leaves them on AWS. */
const measuredVerbs = ["outer", "inner", "inner-db"];
const functions = ofType(types.function).map(({ inputs, region }) => ({
  verb: String(inputs.name).replace("crisscross-local-", ""),
  region,
}));
const isMeasured = ({ verb }: { verb: string }): boolean => measuredVerbs.includes(ordinaryOf(verb));
const measuredFunctions = functions.filter(isMeasured);
const liveFunctions = functions.filter((one) => !isMeasured(one));

let deployed: ResourceGraph;
let dev: ResourceGraph;

beforeAll(async () => {
  [deployed, dev] = await Promise.all([synthesized({ stage }), synthesized({ stage, dev: true })]);
}, 60_000);

const isLive = ({ inputs }: Resource) => inputs.description === "live";
const keyOf = ({ type, region, name }: Resource) => `${type} ${region} ${name}`;
const variablesOf = ({ inputs }: Resource) =>
  (inputs.environment as { variables: Record<string, string> }).variables;

interface Statement {
  Effect: string;
  Action: string[];
  Resource: string[];
}

function statementsOf(resource: Resource, graph: ResourceGraph): Statement[] {
  const [role] = ofType(types.role, graph).filter(({ arn }) => arn === resource.inputs.role);
  const policies = (role?.inputs.inlinePolicies ?? []) as { policy: string }[];
  return policies.flatMap(({ policy }) => (parsed(policy) as { Statement: Statement[] }).Statement);
}

describe("the graph under `sst dev`", () => {
  it("has the resources of a deployment but for alarms, and no others", () => {
    expect(ofType(watchTypes.alarm, deployed)).not.toEqual([]);
    const kept = deployed.resources.filter(({ type }) => !alarmTypes.includes(type));
    expect(dev.resources.map(keyOf)).toEqual(kept.map(keyOf));
  });

  it("differs from a deployment in live functions, in roles and in the alarms on the dashboard only", () => {
    const before = new Map(deployed.resources.map((resource) => [keyOf(resource), JSON.stringify(resource)]));
    const changed = dev.resources.filter(
      (resource) => before.get(keyOf(resource)) !== JSON.stringify(resource),
    );
    const live = ofType(types.function, dev).filter(isLive);
    const [dashboard] = ofType(watchTypes.dashboard, dev);
    const others = changed.filter((one) => one.type !== types.role && one !== dashboard);
    expect(others).toEqual(live);
    expect(live).toHaveLength(liveFunctions.length);
    const drawn = widgets(deployed).map(({ properties }) => properties);
    expect(widgets(dev).map(({ properties }) => properties)).toEqual(
      drawn.filter(({ alarms = [] }) => alarms.length === 0),
    );
  });

  it.each(measuredFunctions)(
    "keeps $verb in $region on AWS, as deployed and allowed no more",
    ({ verb, region }) => {
      const kept = functionOf(verb, region, dev);
      const before = functionOf(verb, region, deployed);
      expect(kept).toEqual(before);
      expect(isLive(kept)).toBe(false);
      expect(statementsOf(kept, dev)).toEqual(statementsOf(before, deployed));
    },
  );
});

describe("a live function", () => {
  it.each(liveFunctions)(
    "$verb in $region is a stub in its region, within its limits",
    ({ verb, region }) => {
      const stub = functionOf(verb, region, dev);
      const real = functionOf(verb, region, deployed);
      expect(stub.inputs).toMatchObject({
        description: "live",
        handler: "bootstrap",
        runtime: "provided.al2023",
      });
      expect(stub.bundle).toBeUndefined();
      for (const input of ["name", "timeout", "memorySize", "reservedConcurrentExecutions", "loggingConfig"])
        expect(stub.inputs[input], input).toEqual(real.inputs[input]);
    },
  );

  it.each(liveFunctions)(
    "$verb in $region gets its environment, and large messages through its region's bucket",
    ({ verb, region }) => {
      const stub = functionOf(verb, region, dev);
      expect(variablesOf(stub)).toMatchObject(variablesOf(functionOf(verb, region, deployed)));
      expect(variablesOf(stub)).toMatchObject({ SST_STAGE: stage, SST_ASSET_BUCKET: `sst-asset-${region}` });
    },
  );

  it("is told from every other by its id, though consume has one name in all regions", () => {
    const ids = ofType(types.function, dev)
      .filter(isLive)
      .map((stub) => variablesOf(stub).SST_FUNCTION_ID);
    expect(new Set(ids).size).toBe(liveFunctions.length);
    expect(ids).not.toContain(undefined);
  });

  it.each(liveFunctions)(
    "$verb in $region may do what it may when deployed, and use the channel to the laptop",
    ({ verb, region }) => {
      const bucket = `arn:aws:s3:::sst-asset-${region}`;
      expect(statementsOf(functionOf(verb, region, dev), dev)).toEqual([
        ...statementsOf(functionOf(verb, region, deployed), deployed),
        { Effect: "Allow", Action: ["appsync:*"], Resource: ["*"] },
        { Effect: "Allow", Action: ["s3:*"], Resource: [bucket, `${bucket}/*`] },
      ]);
    },
  );

  it.each(probeRegions)("consume in %s is fed by its region's queue", (region) => {
    const mappings = ofType(types.mapping, dev).filter((mapping) => mapping.region === region);
    expect(mappings.map(({ inputs }) => inputs.functionName)).toEqual([
      functionOf("consume", region, dev).arn,
    ]);
    expect(String(mappings[0]?.inputs.eventSourceArn)).toContain(`arn:aws:sqs:${region}:`);
  });
});

describe("CRISSCROSS_LIVE=all", () => {
  it("makes the measured functions live in every region too", async () => {
    const all = await synthesized({ stage, dev: true, environment: { CRISSCROSS_LIVE: "all" } });
    expect(ofType(types.function, all).filter((resource) => !isLive(resource))).toEqual([]);
    for (const { verb, region } of measuredFunctions)
      expect(variablesOf(functionOf(verb, region, all))).toMatchObject({
        ...variablesOf(functionOf(verb, region, deployed)),
        SST_ASSET_BUCKET: `sst-asset-${region}`,
      });
  });

  it("changes nothing in a deployment", async () => {
    expect(await synthesized({ stage, environment: { CRISSCROSS_LIVE: "all" } })).toEqual(deployed);
  });
});
