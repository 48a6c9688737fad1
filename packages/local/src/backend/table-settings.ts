import type { Resource } from "../graph/graph.ts";
import { readBlock, readFlag } from "../graph/inputs.ts";
import { type Answer, answerJson } from "../service/backend.ts";
import { readJsonOf } from "../service/call.ts";
import { Refusal } from "../service/refusal.ts";
import { withInput } from "../service/service-request.ts";
import { invalidTable } from "./table-failure.ts";

/** An operation's answer from what is deployed; undefined where the table itself has to be asked. */
type Operation = (deployed: Resource, table: object) => object | undefined;

const operations: Readonly<Record<string, Operation>> = {
  DescribeTable: (deployed, table) => ({
    Table: { ...table, DeletionProtectionEnabled: readFlag(deployed, "deletionProtectionEnabled") },
  }),
  DescribeTimeToLive(deployed) {
    const { attributeName: AttributeName, enabled } =
      readBlock<{ attributeName: string; enabled: boolean }>(deployed, "ttl") ?? {};
    const TimeToLiveDescription = enabled
      ? { TimeToLiveStatus: "ENABLED", AttributeName }
      : { TimeToLiveStatus: "DISABLED" };
    return { TimeToLiveDescription };
  },
  DescribeContinuousBackups(deployed) {
    const { enabled } = readBlock<{ enabled: boolean }>(deployed, "pointInTimeRecovery") ?? {};
    const PointInTimeRecoveryDescription = { PointInTimeRecoveryStatus: enabled ? "ENABLED" : "DISABLED" };
    return {
      ContinuousBackupsDescription: { ContinuousBackupsStatus: "ENABLED", PointInTimeRecoveryDescription },
    };
  },
  DeleteTable(deployed) {
    if (!readFlag(deployed, "deletionProtectionEnabled")) return undefined;
    throw new Refusal(
      invalidTable,
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    );
  },
};

const changes: ReadonlySet<string> = new Set(["UpdateTable", "UpdateTimeToLive", "UpdateContinuousBackups"]);

/** Shows what is deployed of a table besides its keys, none of which dynalite knows. Throws Refusal for changes of it. */
export function showDeployed(answer: Answer, resources: readonly Resource[]): Answer {
  return async (request) => {
    const { operation: name, region, input } = request;
    if (changes.has(name))
      throw new Refusal(
        "unsupported",
        `The local cloud has no ${name}: tables are as they are deployed; change stacks/ and start it again.`,
      );
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    const deployed = resources.find(
      ({ type, region: place, inputs }) =>
        type === "aws:dynamodb/table:Table" && place === region && inputs.name === input.TableName,
    );
    if (operation === undefined || deployed === undefined) return answer(request);
    const described = await answer(withInput(request, { TableName: input.TableName }, "DescribeTable"));
    if (described.status !== 200) return described;
    const { Table } = readJsonOf(described) as { Table: object };
    const own = operation(deployed, Table);
    return own === undefined ? answer(request) : answerJson(own);
  };
}
