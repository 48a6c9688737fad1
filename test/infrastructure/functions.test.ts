import { describe, expect, it } from "vitest";
import {
  committed,
  functionOf,
  home,
  homeVerbs,
  ofType,
  one,
  ordinaryOf,
  probeRegions,
  probeVerbs,
  suffixOf,
  types,
} from "./stack.ts";

const deployed = [
  ...homeVerbs.map((verb) => ({ verb, region: home })),
  ...probeRegions.flatMap((region) => probeVerbs.map((verb) => ({ verb, region }))),
];
const variablesOf = (verb: string, region = home): Record<string, string> => {
  const { variables } = functionOf(verb, region).inputs.environment as { variables: Record<string, string> };
  const { SST_RESOURCE_App: _app, ...own } = variables;
  return own;
};
const limits: Record<string, { memorySize: number; timeout: number }> = {
  api: { memorySize: 512, timeout: 20 },
  authorize: { memorySize: 256, timeout: 5 },
  page: { memorySize: 256, timeout: 5 },
  plan: { memorySize: 512, timeout: 300 },
  reconcile: { memorySize: 1769, timeout: 55 },
  consume: { memorySize: 512, timeout: 272 },
  outer: { memorySize: 512, timeout: 60 },
  inner: { memorySize: 256, timeout: 40 },
  "inner-db": { memorySize: 256, timeout: 40 },
};

describe("functions", () => {
  it("are api, authorize, page, plan and reconcile at home, and in every probe region the other four and the twins of three", () => {
    expect(
      ofType(types.function)
        .map(({ inputs, region }) => `${region} ${inputs.name}`)
        .sort(),
    ).toEqual(deployed.map(({ verb, region }) => `${region} crisscross-local-${verb}`).sort());
  });

  it.each(deployed)(
    "$verb in $region runs its file on arm64 and Node.js 24 within its limits",
    ({ verb, region }) => {
      const { inputs, bundle } = functionOf(verb, region);
      expect(inputs).toMatchObject({
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        ...limits[ordinaryOf(verb)],
      });
      expect(bundle?.handler).toBe(`packages/functions/src/${ordinaryOf(verb)}.handler`);
      expect(bundle?.esbuild).toMatchObject({
        format: "esm",
        minify: true,
        bundle: true,
        platform: "node",
        mainFields: ["module", "main"],
      });
    },
  );

  it.each(deployed)("$verb in $region logs JSON, everything, to a group that forgets", ({ verb, region }) => {
    const { inputs } = functionOf(verb, region);
    const logGroup = `/aws/lambda/crisscross-local-${ordinaryOf(verb)}`;
    expect(inputs.loggingConfig).toEqual({ logFormat: "JSON", logGroup });
    expect(one(types.logGroup, logGroup, region).inputs.retentionInDays).toBe(30);
  });

  it("reserve concurrency in consume only, so that no measured call is throttled by us", () => {
    const reserving = ofType(types.function).filter(
      ({ inputs }) => inputs.reservedConcurrentExecutions !== undefined,
    );
    expect(reserving.map(({ region }) => region).sort()).toEqual([...probeRegions].sort());
    for (const { inputs } of reserving)
      expect(inputs).toMatchObject({ name: "crisscross-local-consume", reservedConcurrentExecutions: 2 });
  });

  it("are isolated by tenant where refresh jobs call them, and there only", () => {
    for (const { verb, region } of deployed)
      expect(functionOf(verb, region).inputs.tenancyConfig).toEqual(
        verb === ordinaryOf(verb) ? undefined : { tenantIsolationMode: "PER_TENANT" },
      );
  });

  it("end from the inside out: inner before outer, a batch of blocks before consume", () => {
    const seconds = (verb: string) => Number(functionOf(verb, "eu-west-2").inputs.timeout);
    expect(seconds("inner")).toBeLessThan(seconds("outer"));
    expect(seconds("inner-db")).toBeLessThan(seconds("outer"));
    expect(2 * Number(variablesOf("api").BLOCK_BUDGET_MS)).toBeLessThan(1000 * seconds("consume"));
  });
});

describe("environments", () => {
  const results = "crisscross-local-ResultsTable";

  it("tell api the table, the queue, the regions, the budgets of a block and of a day, the memory and what to read in CloudWatch", () => {
    const { DEAD_LETTER_QUEUES = "", ...variables } = variablesOf("api");
    const queues: unknown[][] = JSON.parse(String(DEAD_LETTER_QUEUES));
    expect(queues.map(([name]) => name)).toEqual([
      "JobsDead",
      ...probeRegions.map(() => "BlocksDead"),
      "Undelivered",
      "Unroutable",
    ]);
    expect(queues).toContainEqual([
      "BlocksDead",
      "arn:aws:sqs:sa-east-1:000000000000:crisscross-local-BlocksDeadSaEast1Queue",
      "crisscross-local-BlocksSaEast1Queue",
    ]);
    // Lambda takes 4 KB of variables in all; names on AWS are longer by what makes them unique.
    expect(JSON.stringify(variablesOf("api")).length).toBeLessThan(3_000);
    expect(variables).toEqual({
      RESULTS_TABLE: results,
      JOBS_QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/000000000000/crisscross-local-JobsQueue",
      RECONCILE_FUNCTION: "crisscross-local-reconcile",
      PROBE_REGIONS: probeRegions.join(","),
      BLOCK_BUDGET_MS: "131000",
      DAILY_BUDGET: '{"usd":100}',
      MEMORY_MB:
        '{"api":512,"authorize":256,"plan":512,"reconcile":1769,"consume":512,"outer":512,"inner":256,"innerDb":256}',
      POWERTOOLS_METRICS_NAMESPACE: "Crisscross/local",
      ALARM_PREFIX: "Crisscross/local/",
      DASHBOARD: "crisscross-local",
    });
  });

  it("tell plan the tables and the topic, and authorize the table", () => {
    expect(variablesOf("plan")).toEqual({
      RESULTS_TABLE: results,
      RECORDS_TABLE: "crisscross-local-records",
      POWERTOOLS_METRICS_NAMESPACE: "Crisscross/local",
      PROBE_TOPIC_ARN: "arn:aws:sns:us-east-1:000000000000:crisscross-local-ProbesTopic",
    });
    expect(variablesOf("authorize")).toEqual({ RESULTS_TABLE: results });
    expect(variablesOf("reconcile")).toEqual({
      RESULTS_TABLE: results,
      JOBS_QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/000000000000/crisscross-local-JobsQueue",
      EVENTS_TOPIC_ARN: "arn:aws:sns:us-east-1:000000000000:crisscross-local-EventsTopic",
      POWERTOOLS_METRICS_NAMESPACE: "Crisscross/local",
    });
  });

  it.each(probeRegions)("in %s name the functions to call and the tables to write", (region) => {
    expect(variablesOf("consume", region)).toEqual({
      RESULTS_TABLE: results,
      RESULTS_REGION: home,
      OUTER_FUNCTION: "crisscross-local-outer",
      RECONCILE_FUNCTION: "crisscross-local-reconcile",
      INNER_FUNCTION: "crisscross-local-inner",
      INNER_DB_FUNCTION: "crisscross-local-inner-db",
      ISOLATED_OUTER_FUNCTION: "crisscross-local-outer-isolated",
      ISOLATED_INNER_FUNCTION: "crisscross-local-inner-isolated",
      ISOLATED_INNER_DB_FUNCTION: "crisscross-local-inner-db-isolated",
      MAX_RECEIVE_COUNT: "7",
      BLOCKS_HELD: "4",
      BLOCKS_QUEUE_URL: `https://sqs.${region}.amazonaws.com/000000000000/crisscross-local-Blocks${suffixOf(region)}Queue`,
      POWERTOOLS_METRICS_NAMESPACE: "Crisscross/local",
    });
    expect(variablesOf("outer", region)).toEqual({
      INNER_FUNCTION: "crisscross-local-inner",
      INNER_DB_FUNCTION: "crisscross-local-inner-db",
    });
    expect(variablesOf("outer-isolated", region)).toEqual({
      INNER_FUNCTION: "crisscross-local-inner-isolated",
      INNER_DB_FUNCTION: "crisscross-local-inner-db-isolated",
    });
    for (const verb of ["inner", "inner-db"])
      expect(variablesOf(`${verb}-isolated`, region)).toEqual(variablesOf(verb, region));
    expect(variablesOf("inner", region)).toEqual({});
    const { RECORDS_TABLE } = variablesOf("inner-db", region);
    expect(one(types.table, String(RECORDS_TABLE), region).inputs.hashKey).toBe("email");
  });

  it("link the token hashes to authorize and nothing to the others", () => {
    const linked = committed.resources.filter(({ bundle }) => Object.keys(bundle?.links ?? {}).length > 0);
    expect(linked.map(({ inputs, bundle }) => [inputs.name, bundle?.links])).toEqual([
      [
        "crisscross-local-authorize",
        { TokenHashes: { type: "sst.sst.Secret", value: "secret:TokenHashes" } },
      ],
    ]);
  });
});
