import { failInJson, jsonShape, queryShape } from "../service/failure.ts";
import { readJson } from "../service/read-json.ts";
import { arnIn, type Description } from "../service/service.ts";
import { deriveCloudWatch, deriveLogs } from "./api/accesses.ts";
import { readCloudWatch } from "./api/read.ts";
import type { CloudWatch } from "./cloudwatch.ts";
import type { WatchSite } from "./open.ts";
import { type AlarmSite, logKinds, monitoringKinds } from "./provision/rules.ts";

const logTexts = ["logGroupName", "logGroupIdentifier", "logStreamName"];

const shape = {
  ...queryShape(403, 400),
  unsupported: { code: "UnknownOperationException", status: 400, query: "InvalidAction" },
  malformed: { code: "SerializationException", status: 400, query: "MalformedInput" },
};

/** CloudWatch's metrics, alarms and dashboards. */
export const monitoring = {
  name: "monitoring",
  read: readCloudWatch,
  names: { members: ["AlarmNames.*", "AlarmName", "ResourceARN"] },
  accessesOf: deriveCloudWatch,
  fail: failInJson(shape, { namespace: "com.amazonaws.cloudwatch#", hasQueryError: true }),
  kinds: monitoringKinds,
  open: async (site) => (await import("./open.ts")).openCloudWatch(site),
} as const satisfies Description<WatchSite & AlarmSite>;

export const logs = {
  name: "logs",
  read: (call, place) => readJson(call, { target: "Logs_20140328", version: "1.1", texts: logTexts }, place),
  names: {
    members: ["logGroupName", "logGroupIdentifier", "logGroupIdentifiers.*", "logGroupArn", "resourceArn"],
  },
  accessesOf: (request, accountId) => deriveLogs(request, arnIn(request, accountId)),
  fail: failInJson(jsonShape(400, 400), { namespace: "", version: "1.1" }),
  kinds: logKinds,
  open: ({ cloudWatch }) => cloudWatch.backends.logs,
} as const satisfies Description<{ cloudWatch: CloudWatch }>;
