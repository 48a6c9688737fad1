import { recordsAccess } from "@crisscross/core/job/works";
import {
  arnOf,
  type DefinedFunction,
  defineFunction,
  feed,
  type Isolation,
  nameOf,
  pollPermission,
} from "./functions.ts";
import { consumeMapping, maxReceiveCount } from "./limits.ts";
import { metricsVariables, putMetricsPermission } from "./metric.ts";
import { blockQueue } from "./queues.ts";
import { reconcile } from "./reconcile.ts";
import { home, type Placement, probePlacements } from "./regions.ts";
import { recordsIn, results } from "./storage.ts";

/** `sst dev` would measure the way to a laptop, so measured functions are live only when one debugs them. */
const live = process.env.CRISSCROSS_LIVE === "all";

/** The measured functions of every probe region. */
const ordinary = defineMeasured("ordinary");
/** The same once more, which only refresh jobs call: core's job/refresh.ts. */
const isolated = defineMeasured("isolated");

/** What runs probes, as alarms and the dashboard show it: the targets of all regions, then each origin's outer and consume. */
export const probeFunctions: readonly DefinedFunction[] = [
  ...ordinary.targets,
  ...ordinary.outers.flatMap((outer) => [outer, defineConsume(outer.placement)]),
];

/** No alarms of their own: nothing but probes calls them, and probes that are throttled, time out or fail have alarms. */
export const isolatedFunctions: readonly DefinedFunction[] = [...isolated.targets, ...isolated.outers];

function defineMeasured(isolation: Isolation) {
  const targets = probePlacements.flatMap((placement) => [
    defineFunction("inner", placement, { live, isolation }),
    defineInnerDb(placement, isolation),
  ]);
  const targetArns = targets.map(({ fn }) => fn.arn);
  // By name: outers call each other, so none can wait for another's ARN.
  const outerArns = probePlacements.map((placement) => arnOf("outer", placement, isolation));
  const outers = probePlacements.map((placement) =>
    defineFunction("outer", placement, {
      environment: innerNames(isolation),
      permissions: [{ actions: ["lambda:InvokeFunction"], resources: [...targetArns, ...outerArns] }],
      live,
      isolation,
    }),
  );
  return { targets, targetArns, outers };
}

function innerNames(isolation: Isolation) {
  return {
    INNER_FUNCTION: nameOf("inner", isolation),
    INNER_DB_FUNCTION: nameOf("inner-db", isolation),
  };
}

function defineInnerDb(placement: Placement, isolation: Isolation): DefinedFunction {
  const records = recordsIn.get(placement.region);
  if (records === undefined)
    throw new Error(`no records table in ${placement.region}: it is not a probe region`);
  return defineFunction("inner-db", placement, {
    environment: { RECORDS_TABLE: records.name },
    permissions: [{ actions: [...recordsAccess], resources: [records.arn] }],
    live,
    isolation,
  });
}

function defineConsume(placement: Placement): DefinedFunction {
  const queue = blockQueue(placement);
  const consume = defineFunction("consume", placement, {
    environment: {
      RESULTS_TABLE: results.name,
      RESULTS_REGION: home.region,
      OUTER_FUNCTION: nameOf("outer"),
      RECONCILE_FUNCTION: reconcile.fn.name,
      ...innerNames("ordinary"),
      ISOLATED_OUTER_FUNCTION: nameOf("outer", "isolated"),
      ISOLATED_INNER_FUNCTION: nameOf("inner", "isolated"),
      ISOLATED_INNER_DB_FUNCTION: nameOf("inner-db", "isolated"),
      MAX_RECEIVE_COUNT: String(maxReceiveCount("consume")),
      BLOCKS_QUEUE_URL: queue.url,
      BLOCKS_HELD: String(consumeMapping.maximumConcurrency * consumeMapping.batchSize),
      ...metricsVariables,
    },
    permissions: [
      ...[ordinary, isolated].map(({ outers, targetArns }) => ({
        actions: ["lambda:InvokeFunction"],
        resources: [...outersIn(placement, outers), ...targetArns],
      })),
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

function outersIn({ region }: Placement, outers: readonly DefinedFunction[]) {
  return outers.flatMap(({ fn, placement }) => (placement.region === region ? [fn.arn] : []));
}
