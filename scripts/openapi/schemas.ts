import { AlarmDetail, AlarmList, AlarmView, RegionFailure } from "@crisscross/core/documents/alarm-view";
import { AttributedWait, AttributionDocument } from "@crisscross/core/documents/attribution-document";
import { BillView, MeanBill } from "@crisscross/core/documents/bill-document";
import { BuildView } from "@crisscross/core/documents/build-view";
import { DashboardView } from "@crisscross/core/documents/dashboard-view";
import {
  DeadLetter,
  DeadLetterList,
  DeadQueue,
  Drop,
  MoveTask,
  QueueFailure,
  QueueRedrive,
  Redrive,
  RedriveRequest,
} from "@crisscross/core/documents/dead-letters";
import { JobEvent } from "@crisscross/core/documents/job-event";
import { JobHead, JobList, JobView, PurgedJob } from "@crisscross/core/documents/job-view";
import { MatrixDocument, MatrixRow, Measures } from "@crisscross/core/documents/matrix-document";
import { MetricView } from "@crisscross/core/documents/metric-view";
import { HopView, LevelView, SampleDocument } from "@crisscross/core/documents/sample-document";
import { NewToken, TokenList, TokenRequest, TokenView } from "@crisscross/core/documents/token-view";
import { Problem } from "@crisscross/core/edge/problem";
import { DailyBudget } from "@crisscross/core/job/daily-budget";
import { StoredSpec } from "@crisscross/core/job/job-record";
import { JobRequest } from "@crisscross/core/job/parse-job";
import { Ledger } from "@crisscross/core/standing/ledger";
import { Loss } from "@crisscross/core/standing/loss";
import { type ConversionConfig, toJsonSchema, toJsonSchemaDefs } from "@valibot/to-json-schema";
import * as v from "valibot";

export type Json = Record<string, unknown>;

/** What API Gateway itself says, in front of the app. */
export const GatewayMessage = v.object({ message: v.nullable(v.string()) });

/** Schemas that the document names. */
const named: Record<string, v.GenericSchema> = {
  ...{ AlarmDetail, AlarmList, AlarmView, AttributedWait, AttributionDocument, BillView, BuildView },
  ...{
    DashboardView,
    GatewayMessage,
    HopView,
    JobEvent,
    JobHead,
    JobList,
    JobRequest,
    JobView,
    Ledger,
    LevelView,
    Loss,
  },
  ...{
    MatrixDocument,
    MatrixRow,
    MeanBill,
    Measures,
    MetricView,
    Problem,
    PurgedJob,
    RegionFailure,
    SampleDocument,
  },
  ...{ DeadLetter, DeadLetterList, DeadQueue, Drop, MoveTask, QueueFailure, QueueRedrive, Redrive },
  ...{ RedriveRequest, StoredSpec },
  ...{ DailyBudget, NewToken, StoredSpec, TokenList, TokenRequest, TokenView },
};

const pathOfName = (name: string): string => `#/components/schemas/${name}`;

/** What a check accepts in words: JSON Schema cannot say it otherwise, and is then wider than what validates. */
function wordsOf(action: object): Json {
  const message = "message" in action ? action.message : undefined;
  return typeof message === "string" && message !== "" ? { description: `Accepted: ${message}.` } : {};
}

const config: ConversionConfig = {
  typeMode: "input",
  target: "draft-2020-12",
  errorMode: "ignore",
  overrideRef: ({ referenceId }) => pathOfName(referenceId),
  overrideAction: ({ valibotAction, jsonSchema }) => ({ ...wordsOf(valibotAction), ...jsonSchema }),
};

/** The named schemas as JSON Schema. */
export function componentSchemas(): Json {
  const schemas = toJsonSchemaDefs(named, config);
  return Object.fromEntries(Object.entries(schemas).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** One schema as JSON Schema, by its name if it has one. */
export function schemaOf(schema: v.GenericSchema): Json {
  const found = Object.entries(named).find(([, one]) => one === schema);
  if (found) return { $ref: pathOfName(found[0]) };
  const { $schema, $defs, ...rest } = toJsonSchema(schema, { ...config, definitions: named });
  return rest;
}
