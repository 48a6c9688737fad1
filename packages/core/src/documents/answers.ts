import * as v from "valibot";
import { AlarmDetail, AlarmList } from "./alarm-view.ts";
import { AttributionDocument } from "./attribution-document.ts";
import { DashboardView } from "./dashboard-view.ts";
import { JobList, JobView } from "./job-view.ts";
import { MatrixDocument } from "./matrix-document.ts";
import { MetricView } from "./metric-view.ts";
import type { RouteName } from "./routes.ts";
import { SampleDocument } from "./sample-document.ts";
import { sampleFormats } from "./sample-text.ts";

/** What a route answers with when all is well: a document as JSON, or lines of text in one of these formats. */
export const answers = {
  Health: v.object({ status: v.literal("ok") }),
  ListJobs: JobList,
  SubmitJob: JobView,
  GetJob: JobView,
  CancelJob: JobView,
  GetMatrix: MatrixDocument,
  GetAttribution: AttributionDocument,
  ListSamples: sampleFormats,
  GetSample: SampleDocument,
  ListAlarms: AlarmList,
  GetAlarm: AlarmDetail,
  GetMetric: MetricView,
  GetDashboard: DashboardView,
} as const satisfies Record<RouteName, v.GenericSchema | readonly string[]>;
