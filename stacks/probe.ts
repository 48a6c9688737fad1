import { recordsAccess } from "@crisscross/core/job/works";
import { arnOf, type DefinedFunction, defineFunction, feed, nameOf, pollPermission } from "./functions.ts";
import { consumeMapping, maxReceiveCount } from "./limits.ts";
import { metricsVariables, putMetricsPermission } from "./metric.ts";
import { blockQueue } from "./queues.ts";
import { reconcile } from "./reconcile.ts";
import { home, type Placement, probePlacements } from "./regions.ts";
import { recordsIn, results } from "./storage.ts";

/** `sst dev` would measure the way to a laptop, so measured functions are live only when one debugs them. */
const live = process.env.CRISSCROSS_LIVE === "all";

const targets = probePlacements.flatMap((placement) => [
  defineFunction("inner", placement, { live }),
  defineInnerDb(placement),
]);

const innerNames = { INNER_FUNCTION: nameOf("inner"), INNER_DB_FUNCTION: nameOf("inner-db") };
const targetArns = targets.map(({ fn }) => fn.arn);
/** By name: outers call each other, so none can wait for another's ARN. */
const outerArns = probePlacements.map((placement) => arnOf("outer", placement));

/** What runs probes: the targets of all regions, then each origin's outer and consume. */
export const probeFunctions: readonly DefinedFunction[] = [
  ...targets,
  ...probePlacements.flatMap((placement) => {
    const outer = defineOuter(placement);
    return [outer, defineConsume(placement, outer.fn)];
  }),
];

function defineInnerDb(placement: Placement): DefinedFunction {
  const records = recordsIn.get(placement.region);
  if (records === undefined)
    throw new Error(`no records table in ${placement.region}: it is not a probe region`);
  return defineFunction("inner-db", placement, {
    environment: { RECORDS_TABLE: records.name },
    permissions: [{ actions: [...recordsAccess], resources: [records.arn] }],
    live,
  });
}

function defineOuter(placement: Placement): DefinedFunction {
  return defineFunction("outer", placement, {
    environment: innerNames,
    permissions: [{ actions: ["lambda:InvokeFunction"], resources: [...targetArns, ...outerArns] }],
    live,
  });
}

function defineConsume(placement: Placement, outer: sst.aws.Function): DefinedFunction {
  const queue = blockQueue(placement);
  const consume = defineFunction("consume", placement, {
    environment: {
      RESULTS_TABLE: results.name,
      RESULTS_REGION: home.region,
      OUTER_FUNCTION: nameOf("outer"),
      RECONCILE_FUNCTION: reconcile.fn.name,
      ...innerNames,
      MAX_RECEIVE_COUNT: String(maxReceiveCount("consume")),
      BLOCKS_QUEUE_URL: queue.url,
      BLOCKS_HELD: String(consumeMapping.maximumConcurrency * consumeMapping.batchSize),
      ...metricsVariables,
    },
    permissions: [
      { actions: ["lambda:InvokeFunction"], resources: [outer.arn, ...targetArns] },
      { actions: ["lambda:InvokeFunction"], resources: [reconcile.fn.arn] },
      { actions: ["dynamodb:BatchGetItem", "dynamodb:PutItem"], resources: [results.arn] },
      pollPermission(queue),
      { actions: ["sqs:ChangeMessageVisibility"], resources: [queue.arn] },
      // What has to meet in one alarm is published at home: an alarm sees its own region only.
      ...(placement.region === home.region ? [] : [putMetricsPermission]),
    ],
    // Kept free for the mapping: a poll that finds the account throttled spends a message's receive count.
    reservedConcurrency: consumeMapping.maximumConcurrency,
  });
  feed(queue, consume.fn, consumeMapping);
  return consume;
}
