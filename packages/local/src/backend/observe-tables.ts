import type { Observation } from "../events/observation.ts";
import { parseObject } from "../graph/json.ts";
import type { Answer } from "../service/backend.ts";
import type { Reply } from "../service/call.ts";
import { readEpochMs } from "../time/times.ts";
import { readCapacity, withCapacity, withoutCapacity } from "./capacity.ts";
import type { TableObservation } from "./table-metrics.ts";

/** Hands DynamoDB's calls on and tells how each of them went, for every table it was about. */
export function observeTables(answer: Answer, observe: (observation: Observation) => void): Answer {
  return async (request) => {
    const { operation, region, input } = request;
    if (!dataOperation.test(operation)) return answer(request);
    const startMs = performance.now();
    const reply = await answer(withCapacity(request));
    const latencyMs = performance.now() - startMs;
    // Another endpoint may answer what is no object.
    const told = parseObject(Buffer.from(reply.body).toString()) ?? {};
    const outcome = readOutcome(reply);
    const epochMs = readEpochMs();
    for (const target of listTargets(input)) {
      const { tableName } = target;
      const more = outcome === "ok" ? { consumed: readCapacity(told, tableName) } : throttledIndex(told);
      observe({ kind: "table", region, ...target, ...more, operation, epochMs, outcome, latencyMs });
    }
    return withoutCapacity(reply, request, told);
  };
}

/** Those on items; DynamoDB publishes nothing about the management of tables. */
const dataOperation =
  /^(Get|Put|Update|Delete|BatchGet|BatchWrite)Item$|^Query$|^Scan$|^Transact(Get|Write)Items$/;
const throttles = /ProvisionedThroughputExceeded|ThrottlingException|RequestLimitExceeded/;

function readOutcome({ status, body }: Reply): TableObservation["outcome"] {
  if (status < 300) return "ok";
  if (status >= 500) return "systemError";
  const text = Buffer.from(body).toString();
  if (throttles.test(text)) return "throttled";
  return text.includes("ConditionalCheckFailed") ? "conditionFailed" : "userError";
}

/** The index for which a request was throttled: DynamoDB names what refused it by its ARN. */
function throttledIndex({ ThrottlingReasons }: Readonly<Record<string, unknown>>): { indexName?: string } {
  const reasons = Array.isArray(ThrottlingReasons) ? (ThrottlingReasons as { resource?: string }[]) : [];
  const indexName = reasons.flatMap(({ resource }) => resource?.split("/index/")[1] ?? [])[0];
  return indexName === undefined ? {} : { indexName };
}

/** A call names its table, perhaps with an index, or several tables in RequestItems. */
function listTargets({
  TableName,
  IndexName,
  RequestItems,
}: Readonly<Record<string, unknown>>): Pick<TableObservation, "tableName" | "indexName">[] {
  if (typeof TableName === "string")
    return [{ tableName: TableName, ...(typeof IndexName === "string" && { indexName: IndexName }) }];
  return typeof RequestItems === "object" && RequestItems !== null
    ? Object.keys(RequestItems).map((tableName) => ({ tableName }))
    : [];
}
