import type { Observation } from "../events/observation.ts";
import type { Backend } from "../service/backend.ts";
import type { Reply } from "../service/call.ts";
import { readCapacity, withCapacity, withoutCapacity } from "./capacity.ts";
import type { TableObservation } from "./table-metrics.ts";

/** Hands DynamoDB's calls on and tells how each of them went, for every table it was about. */
export function observeTables(backend: Backend, observe: (observation: Observation) => void): Backend {
  return {
    async answer(request) {
      const { operation, region, input } = request;
      if (!dataOperation.test(operation)) return backend.answer(request);
      const startMs = performance.now();
      const reply = await backend.answer(withCapacity(request));
      const latencyMs = performance.now() - startMs;
      const answer = readObject(reply);
      const outcome = readOutcome(reply);
      const epochMs = Date.now();
      for (const target of listTargets(input)) {
        const { tableName } = target;
        const told =
          outcome === "ok" ? { consumed: readCapacity(answer, tableName) } : throttledIndex(answer);
        observe({ kind: "table", region, ...target, ...told, operation, epochMs, outcome, latencyMs });
      }
      return withoutCapacity(reply, request, answer);
    },
    stop: () => backend.stop(),
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

/** Empty for what another endpoint answers that is no object. */
function readObject({ body }: Reply): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(Buffer.from(body).toString());
    return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
