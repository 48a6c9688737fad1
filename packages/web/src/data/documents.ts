import type { Answered, Asked, Client, DataOf } from "@crisscross/client/client";

/** What the API answers, by the client's types. */
export type Job = DataOf<"getJob">;
export type JobList = DataOf<"listJobs">;
export type JobHead = JobList["jobs"][number];
export type Matrix = DataOf<"getMatrix">;
export type MatrixRow = Matrix["matrix"][number];
export type Stats = NonNullable<MatrixRow["measures"]["total"]>;
export type Attribution = DataOf<"getAttribution">;
export type Sample = DataOf<"getSample">;
export type Alarm = DataOf<"listAlarms">["alarms"][number];
export type DeadQueue = DataOf<"listDeadLetters">["queues"][number];
export type Widget = DataOf<"getDashboard">["widgets"][number];
/** What a job is submitted with. The form sends what was typed, also what is none: the API says what it accepts. */
export type JobRequest = Asked<"submitJob">["body"];
/** What a job would take and cost. */
export type Estimate = Client["submitJob"] extends {
  (...asked: never[]): Promise<Answered<infer Dry>>;
  (...asked: never[]): Promise<unknown>;
}
  ? Dry
  : never;
