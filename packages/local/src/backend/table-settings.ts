import * as v from "valibot";
import { type Answer, answerJson } from "../service/backend.ts";
import { readJsonOf } from "../service/call.ts";
import { Refusal } from "../service/refusal.ts";
import { withInput } from "../service/service-request.ts";
import { invalidTable } from "./table-failure.ts";

/** What changes nothing on one machine but deletion; dynalite knows none of it. */
interface Settings {
  ttlAttribute?: string;
  isRestorable?: boolean;
  isProtected?: boolean;
}

const Input = v.looseObject({
  TableName: v.string(),
  TimeToLiveSpecification: v.optional(v.object({ AttributeName: v.string(), Enabled: v.boolean() })),
  PointInTimeRecoverySpecification: v.optional(v.object({ PointInTimeRecoveryEnabled: v.boolean() })),
  DeletionProtectionEnabled: v.optional(v.boolean()),
});
type Input = v.InferOutput<typeof Input>;

/** An operation's answer; undefined where the table itself has to be asked. */
type Operation = (input: Input, settings: Settings, table: object) => object | undefined;

const describeBackups = ({ isRestorable = false }: Settings): object => ({
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: "ENABLED",
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: isRestorable ? "ENABLED" : "DISABLED" },
  },
});
const describeTable = (settings: Settings, table: object): object => ({
  ...table,
  DeletionProtectionEnabled: settings.isProtected ?? false,
});

const operations: Readonly<Record<string, Operation>> = {
  UpdateTimeToLive({ TimeToLiveSpecification: ttl }, settings) {
    if (ttl === undefined) return undefined;
    if (ttl.Enabled) settings.ttlAttribute = ttl.AttributeName;
    else delete settings.ttlAttribute;
    return { TimeToLiveSpecification: ttl };
  },
  DescribeTimeToLive: (_input, { ttlAttribute }) => ({
    TimeToLiveDescription:
      ttlAttribute === undefined
        ? { TimeToLiveStatus: "DISABLED" }
        : { TimeToLiveStatus: "ENABLED", AttributeName: ttlAttribute },
  }),
  UpdateContinuousBackups({ PointInTimeRecoverySpecification: recovery }, settings) {
    if (recovery === undefined) return undefined;
    settings.isRestorable = recovery.PointInTimeRecoveryEnabled;
    return describeBackups(settings);
  },
  DescribeContinuousBackups: (_input, settings) => describeBackups(settings),
  DescribeTable: (_input, settings, table) => ({ Table: describeTable(settings, table) }),
  UpdateTable({ TableName: _name, DeletionProtectionEnabled, ...others }, settings, table) {
    if (DeletionProtectionEnabled === undefined) return undefined;
    if (Object.keys(others).length > 0)
      throw new Refusal(
        invalidTable,
        "The local cloud changes DeletionProtectionEnabled by itself only: leave out the rest.",
      );
    settings.isProtected = DeletionProtectionEnabled;
    return { TableDescription: describeTable(settings, table) };
  },
  DeleteTable(_input, { isProtected = false }) {
    if (isProtected) throw new Refusal(invalidTable, `${isKept} Disable deletion protection first.`);
    return undefined;
  },
};

const isKept = "Resource cannot be deleted as it is currently protected against deletion.";

/** Keeps what is set of a table besides its keys, for as long as the cloud runs, and shows it as DynamoDB does. */
export function keepSettings(answer: Answer): Answer {
  const kept = new Map<string, Settings>();
  return async (request) => {
    const { operation: name, region } = request;
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    const { output: input, success } = v.safeParse(Input, request.input);
    // Else DynamoDB itself has to refuse it.
    if (operation === undefined || !success) return answer(request);
    const { TableName } = input;
    const described = await answer(withInput(request, { TableName }, "DescribeTable"));
    if (described.status !== 200) return described;
    const { Table } = readJsonOf(described) as { Table: object };
    const key = `${region}/${TableName}`;
    const settings = kept.get(key) ?? {};
    kept.set(key, settings);
    const own = operation(input, settings, Table);
    if (own !== undefined) return answerJson(own);
    if (name === "DeleteTable") kept.delete(key);
    return answer(request);
  };
}
