import { isProduction } from "./config.ts";
import { probePlacements } from "./regions.ts";

/** Jobs by when they were made. */
export const byCreated = "byCreated";

/** Jobs, blocks and summaries: on-demand, with point-in-time recovery, which SST turns on. */
export const results = new sst.aws.Dynamo("Results", {
  fields: { pk: "string", sk: "string", list: "string", createdAt: "string" },
  primaryIndex: { hashKey: "pk", rangeKey: "sk" },
  globalIndexes: { [byCreated]: { hashKey: "list", rangeKey: "createdAt", projection: "all" } },
  ttl: "expiresAt",
  deletionProtection: isProduction($app.stage),
});

export const byCreatedArn = $interpolate`${results.arn}/index/${byCreated}`;

/** The same in every region, so that plan needs a name and a region only. */
export const recordsName = `${$app.name}-${$app.stage}-records`;

/**
 * The records inner-db reads and writes, by probe region: made-up customers that a seed makes again. Never retained: a table
 * left behind would hold the name, and the region could not be added again.
 */
export const recordsIn: ReadonlyMap<string, sst.aws.Dynamo> = new Map(
  probePlacements.map(({ region, suffix, options }) => [
    region,
    new sst.aws.Dynamo(
      `Records${suffix}`,
      {
        fields: { email: "string" },
        primaryIndex: { hashKey: "email" },
        transform: { table: { name: recordsName } },
      },
      { ...options, retainOnDelete: false },
    ),
  ]),
);
