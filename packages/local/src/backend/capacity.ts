import type { Reply } from "../service/call.ts";
import { type ServiceRequest, withInput } from "../service/service-request.ts";
import type { TableObservation } from "./table-metrics.ts";

type Document = Readonly<Record<string, unknown>>;

interface ConsumedCapacity {
  TableName?: string;
  CapacityUnits?: number;
  /** Given only when the caller asked for indexes. */
  Table?: { CapacityUnits?: number };
  GlobalSecondaryIndexes?: Readonly<Record<string, { CapacityUnits?: number }>>;
}

const asks = ({ ReturnConsumedCapacity = "NONE" }: Document): boolean => ReturnConsumedCapacity !== "NONE";

/** The request, asking for the capacity it uses, which DynamoDB publishes whether or not it is asked for. */
export function withCapacity(request: ServiceRequest): ServiceRequest {
  const { input } = request;
  return asks(input) ? request : withInput(request, { ...input, ReturnConsumedCapacity: "INDEXES" });
}

/** The reply as it would be to the request, without what only withCapacity asked for. */
export function withoutCapacity(reply: Reply, { input }: ServiceRequest, answer: Document): Reply {
  if (asks(input) || answer.ConsumedCapacity === undefined) return reply;
  const { ConsumedCapacity: _unasked, ...rest } = answer;
  const { "content-length": _length, "x-amz-crc32": _checksum, ...headers } = reply.headers;
  return { ...reply, headers, body: Buffer.from(JSON.stringify(rest)) };
}

/** Capacity units by table and index, where any were used; all the table's when the answer does not tell them apart. */
export function readCapacity(
  { ConsumedCapacity }: Document,
  tableName: string,
): NonNullable<TableObservation["consumed"]> {
  const all = [ConsumedCapacity ?? []].flat() as ConsumedCapacity[];
  return all
    .filter(({ TableName }) => TableName === tableName)
    .flatMap(({ CapacityUnits, Table, GlobalSecondaryIndexes = {} }) => [
      { units: Table?.CapacityUnits ?? CapacityUnits ?? 0 },
      ...Object.entries(GlobalSecondaryIndexes).map(([indexName, one]) => ({
        indexName,
        units: one.CapacityUnits ?? 0,
      })),
    ])
    .filter(({ units }) => units > 0);
}
