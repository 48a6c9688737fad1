import type { Backend } from "../../backend/backend.ts";
import type { Call, Reply } from "../../gateway/call.ts";
import type { Observation, TableObservation } from "../observation.ts";

/** Hands DynamoDB's calls on and tells how each of them went, for every table it was about. */
export function observeTables(backend: Backend, observe: (observation: Observation) => void): Backend {
  return {
    async answer(call, region) {
      const startMs = performance.now();
      const reply = await backend.answer(call, region);
      const latencyMs = performance.now() - startMs;
      const operation = String(call.headers["x-amz-target"] ?? "").split(".")[1];
      const outcome = readOutcome(reply);
      if (operation === undefined || !dataOperation.test(operation)) return reply;
      const epochMs = Date.now();
      for (const target of listTargets(call)) {
        observe({ kind: "table", region, ...target, operation, epochMs, outcome, latencyMs });
      }
      return reply;
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

/** A call names its table near its start, perhaps with an index, or several tables in RequestItems. */
function listTargets({ body }: Call): Pick<TableObservation, "tableName" | "indexName">[] {
  try {
    const { TableName, IndexName, RequestItems } = JSON.parse(body.toString()) as Record<string, unknown>;
    if (typeof TableName === "string") {
      return [{ tableName: TableName, ...(typeof IndexName === "string" && { indexName: IndexName }) }];
    }
    return typeof RequestItems === "object" && RequestItems !== null
      ? Object.keys(RequestItems).map((tableName) => ({ tableName }))
      : [];
  } catch {
    return [];
  }
}
