import {
  type AttributeValue,
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  type KeysAndAttributes,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { AppError } from "@crisscross/core/edge/error";

export type Item = Record<string, AttributeValue>;
export type QueryInput = Omit<QueryCommandInput, "TableName">;

/** A condition, and what its names for values stand for. */
interface Condition {
  expression: string;
  values: Item;
}

/** What is done with an item's attributes, and on which condition. */
interface Change {
  update: string;
  expression?: string;
  values: Item;
}

/** One DynamoDB table with the keys pk and sk. */
export interface Table {
  /**
   * Whether the item was stored; false when its key was taken, by an item for which `over` does not hold. A retry whose first
   * answer got lost counts as taken.
   */
  putOnce(item: Item, over?: Condition): Promise<boolean>;
  put(item: Item): Promise<void>;
  get(key: Item): Promise<Item | undefined>;
  /** Those of at most 100 items that are there, with these attributes, by their `sk`. */
  found(keys: readonly Item[], attributes?: readonly string[]): Promise<ReadonlyMap<string, Item>>;
  /** Whether the item was changed, or made; false when the condition, if there is one, did not hold. */
  update(key: Item, change: Change): Promise<boolean>;
  remove(key: Item): Promise<void>;
  queryPage(input: QueryInput): Promise<QueryCommandOutput>;
  query(input: QueryInput): AsyncGenerator<Item>;
}

const batchAttempts = 4;

export function openTable(client: DynamoDBClient, TableName: string): Table {
  const queryPage = (input: QueryInput) => client.send(new QueryCommand({ ...input, TableName }));
  return {
    async putOnce(Item, over) {
      const free = "attribute_not_exists(pk)";
      const condition = over
        ? { ConditionExpression: `${free} or ${over.expression}`, ExpressionAttributeValues: over.values }
        : { ConditionExpression: free };
      return unlessRefused(client.send(new PutItemCommand({ TableName, Item, ...condition })));
    },
    async put(Item) {
      await client.send(new PutItemCommand({ TableName, Item }));
    },
    async get(Key) {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
      return Item;
    },
    async found(keys, attributes = []) {
      const found = new Map<string, Item>();
      const projection = projectionOf(["sk", ...attributes]);
      let rest: Item[] | undefined = [...keys];
      for (let attempt = 0; rest !== undefined && rest.length > 0; attempt++) {
        if (attempt === batchAttempts)
          throw new AppError("unavailable", `table ${TableName} does not answer for ${rest.length} items`);
        const request: KeysAndAttributes = { Keys: rest, ...projection, ConsistentRead: true };
        const answer: BatchGetItemCommandOutput = await client.send(
          new BatchGetItemCommand({ RequestItems: { [TableName]: request } }),
        );
        for (const item of answer.Responses?.[TableName] ?? []) found.set(item.sk?.S ?? "", item);
        rest = answer.UnprocessedKeys?.[TableName]?.Keys;
      }
      return found;
    },
    async update(Key, { update, expression, values }) {
      const condition = expression === undefined ? {} : { ConditionExpression: expression };
      const input = { TableName, Key, UpdateExpression: update, ExpressionAttributeValues: values };
      return unlessRefused(client.send(new UpdateItemCommand({ ...input, ...condition })));
    },
    async remove(Key) {
      await client.send(new DeleteItemCommand({ TableName, Key }));
    },
    queryPage,
    async *query(input) {
      let ExclusiveStartKey: Item | undefined;
      do {
        const page = await queryPage({ ...input, ExclusiveStartKey });
        yield* page.Items ?? [];
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
    },
  };
}

/** Whether a write was done; false when its condition did not hold. */
async function unlessRefused(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Some attributes of each item, whatever their names: DynamoDB reserves many. */
export const projectionOf = (attributes: readonly string[]) => ({
  ProjectionExpression: attributes.map((name) => `#${name}`).join(", "),
  ExpressionAttributeNames: Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
});

/** A strongly consistent query for one pk and, if given, a condition on sk with one value `:sk`. */
export function itemsOf(pk: string, condition?: string, sk?: string): QueryInput {
  return {
    KeyConditionExpression: condition === undefined ? "pk = :pk" : `pk = :pk and ${condition}`,
    ExpressionAttributeValues: { ":pk": { S: pk }, ...(sk !== undefined && { ":sk": { S: sk } }) },
    ConsistentRead: true,
  };
}
