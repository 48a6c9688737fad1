import type { DataOf } from "@crisscross/client/client";

/** What the API answers, by the client's types. */
export type Job = DataOf<"getJob">;
export type JobList = DataOf<"listJobs">;
export type JobHead = JobList["jobs"][number];
export type Matrix = DataOf<"getMatrix">;
export type MatrixRow = Matrix["matrix"][number];
export type Stats = NonNullable<MatrixRow["measures"]["total"]>;
export type Alarm = DataOf<"listAlarms">["alarms"][number];
export type DeadQueue = DataOf<"listDeadLetters">["queues"][number];
export type Widget = DataOf<"getDashboard">["widgets"][number];
