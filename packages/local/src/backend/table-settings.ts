import { randomUUID } from "node:crypto";
import * as v from "valibot";
import type { Backend } from "../service/backend.ts";
import type { Call, Reply } from "../service/call.ts";

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
      return fail("The local cloud changes DeletionProtectionEnabled by itself only: leave out the rest.");
    settings.isProtected = DeletionProtectionEnabled;
    return { TableDescription: describeTable(settings, table) };
  },
  DeleteTable: (_input, { isProtected }) =>
    isProtected === true ? fail(`${isKept} Disable deletion protection first.`) : undefined,
};

const isKept = "Resource cannot be deleted as it is currently protected against deletion.";

const fail = (message: string): object => ({
  __type: "com.amazon.coral.validate#ValidationException",
  message,
});

/** Keeps what is set of a table besides its keys, for as long as the cloud runs, and shows it as DynamoDB does. */
export function keepSettings(tables: Backend): Backend {
  const kept = new Map<string, Settings>();
  return {
    async answer(call, region) {
      const [api, name = ""] = String(call.headers["x-amz-target"]).split(".");
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      const input = operation && readInput(call);
      if (operation === undefined || input === undefined) return tables.answer(call, region);
      const described = await tables.answer(ask(call, `${api}.DescribeTable`, input.TableName), region);
      if (described.status !== 200) return described;
      const { Table } = JSON.parse(Buffer.from(described.body).toString()) as { Table: object };
      const key = `${region}/${input.TableName}`;
      const settings = kept.get(key) ?? {};
      kept.set(key, settings);
      const answer = operation(input, settings, Table);
      if (answer !== undefined) return reply(answer);
      if (name === "DeleteTable") kept.delete(key);
      return tables.answer(call, region);
    },
    stop: () => tables.stop(),
  };
}

/** Undefined for what DynamoDB itself has to refuse. */
function readInput({ body }: Call): Input | undefined {
  try {
    const read = v.safeParse(Input, JSON.parse(body.toString()));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

function ask(call: Call, target: string, TableName: string): Call {
  const body = Buffer.from(JSON.stringify({ TableName }));
  return {
    ...call,
    headers: { ...call.headers, "x-amz-target": target, "content-length": String(body.length) },
    body,
  };
}

function reply(answer: object): Reply {
  const headers = { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": randomUUID() };
  return { status: "__type" in answer ? 400 : 200, headers, body: Buffer.from(JSON.stringify(answer)) };
}
