import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceNotFoundException,
  TagResourceCommand,
} from "@aws-sdk/client-dynamodb";
import type { Resource } from "../../graph/graph.ts";
import { readList, readOptionalText, readTags, readText } from "../../graph/inputs.ts";
import { list, text } from "../../graph/limits.ts";
import type { ClientsIn } from "../../service/clients.ts";
import type { Kinds } from "../../service/service.ts";
import type { Precedence } from "../let-measured-by.ts";

/** What building tables needs. */
export interface TableSite {
  clientsIn: ClientsIn;
  /** What its readers let go first. */
  host: Precedence;
}

export const tableKinds: Kinds<TableSite> = {
  "aws:dynamodb/table:Table": {
    rules: {
      used: ["attributes", "hashKey", "rangeKey", "globalSecondaryIndexes", "deletionProtectionEnabled"],
      inert: {
        ttl: "shown only, as DynamoDB promises deletion within days of expiry, which a session on one machine does not reach",
        pointInTimeRecovery: "shown only, as backups are not read here",
      },
      fixed: { streamEnabled: [false], billingMode: ["PAY_PER_REQUEST"] },
      limits: {
        name: text("DynamoDB API Reference", /^[\w.-]{3,255}$/, "3 to 255 letters, digits, . - and _"),
        globalSecondaryIndexes: list("DynamoDB quotas", 20),
      },
    },
    build: provisionTable,
  },
};

interface Index {
  name: string;
  hashKey: string;
  rangeKey?: string;
  projectionType: "ALL" | "INCLUDE" | "KEYS_ONLY";
  nonKeyAttributes?: string[];
}

async function provisionTable({ clientsIn }: TableSite, resource: Resource): Promise<void> {
  const { dynamodb } = clientsIn(resource.region);
  await createTable(dynamodb, resource);
  const Tags = Object.entries(readTags(resource)).map(([Key, Value]) => ({ Key, Value }));
  const ResourceArn = resource.arn ?? resource.id;
  if (Tags.length > 0) await dynamodb.send(new TagResourceCommand({ ResourceArn, Tags }));
}

/** Creates the table, or accepts one kept from an earlier run if its keys are the same. */
async function createTable(dynamodb: DynamoDBClient, resource: Resource): Promise<void> {
  const input = describeTable(resource);
  try {
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: input.TableName }));
    const kept = [
      Table?.KeySchema ?? [],
      ...(Table?.GlobalSecondaryIndexes ?? []).map((index) => index.KeySchema ?? []),
    ];
    const wanted = [
      input.KeySchema ?? [],
      ...(input.GlobalSecondaryIndexes ?? []).map((index) => index.KeySchema ?? []),
    ];
    if (printKeys(kept) === printKeys(wanted)) return;
    throw new Error(
      `The data folder has the table ${input.TableName} (${resource.region}) with other keys or indexes than the graph; start with an empty data folder.`,
    );
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    await dynamodb.send(new CreateTableCommand(input));
  }
}

function describeTable(resource: Resource): CreateTableCommandInput {
  const indexes = readList<Index>(resource, "globalSecondaryIndexes").map((index) => ({
    IndexName: index.name,
    KeySchema: describeKeys(index.hashKey, index.rangeKey),
    Projection: {
      ProjectionType: index.projectionType,
      ...(index.nonKeyAttributes === undefined ? {} : { NonKeyAttributes: index.nonKeyAttributes }),
    },
  }));
  return {
    TableName: readText(resource, "name"),
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: readList<{ name: string; type: "S" | "N" | "B" }>(resource, "attributes").map(
      ({ name, type }) => ({ AttributeName: name, AttributeType: type }),
    ),
    KeySchema: describeKeys(readText(resource, "hashKey"), readOptionalText(resource, "rangeKey")),
    ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes } : {}),
  };
}

function describeKeys(hashKey: string, rangeKey: string | undefined): KeySchemaElement[] {
  const hash: KeySchemaElement = { AttributeName: hashKey, KeyType: "HASH" };
  return rangeKey === undefined ? [hash] : [hash, { AttributeName: rangeKey, KeyType: "RANGE" }];
}

function printKeys(schemas: KeySchemaElement[][]): string {
  const [table, ...indexes] = schemas.map((keys) => keys.map(({ AttributeName }) => AttributeName).join("+"));
  return [table, ...indexes.sort()].join(" ");
}
