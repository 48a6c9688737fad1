import type { Logger } from "@aws-lambda-powertools/logger";
import { type LogEventName, logEvents } from "./log-events.ts";

type Values<Name extends string> = Readonly<Record<Name, unknown>>;
type Entry<Name extends LogEventName> = (typeof logEvents)[Name];

/** What a line of this name says, but for ids, which the logger adds. */
type FieldsOf<Name extends LogEventName> = Values<Entry<Name>["fields"][number]> &
  (Entry<Name> extends { oneOf: infer Sets extends readonly (readonly string[])[] } ? EachOf<Sets> : unknown);

/** One set or another, each whole. */
type EachOf<Sets extends readonly (readonly string[])[]> = Sets extends readonly [
  infer First extends readonly string[],
  ...infer Rest extends readonly (readonly string[])[],
]
  ? Values<First[number]> | EachOf<Rest>
  : never;

const methods = { INFO: "info", WARN: "warn", ERROR: "error" } as const;

/** Writes one line, at the level the table names. */
export function logEvent<Name extends LogEventName>(
  logger: Pick<Logger, "info" | "warn" | "error">,
  name: Name,
  fields: FieldsOf<Name>,
): void {
  logger[methods[logEvents[name].level]](name, { ...fields });
}
