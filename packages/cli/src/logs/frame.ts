interface FrameMessage {
  key: string;
  line: number;
  text: string;
  rawLine: string;
}

/** An open object or array: of an array's elements nothing is kept. */
export interface JsonFrame {
  kind: "object" | "array";
  key: string | undefined;
  line: number;
  /** What an object has so far, but for the elements of its arrays. */
  value: Record<string, unknown>;
  /** The strings that are read when it closes. */
  messages: FrameMessage[];
  /** Of an array that is a row of Logs Insights: what its fields said so far. */
  row?: { time?: string; messages: { line: number; text: string }[] };
  hasFound: boolean;
}

const envelopes = ["events", "logEvents", "results"];
/** How many fields of an object, and how many of its messages, are kept until it closes. */
export const mostKept = 1_000;

export const isReportType = ({ key, text }: { key: string; text: string }): boolean =>
  key === "type" && text === "platform.report";

/** An event of the AWS CLI or of a subscription; alone it is one when it has CloudWatch's time and no logger's level. */
export function isEventIn(value: Record<string, unknown>, parent: JsonFrame | undefined): boolean {
  if (typeof value.message !== "string") return false;
  if (parent?.kind === "array" && envelopes.includes(parent.key ?? "")) return true;
  return typeof value.timestamp === "number" && !("level" in value);
}

export const isEnvelope = (value: Record<string, unknown>): boolean =>
  envelopes.some((key) => Array.isArray(value[key]));

export const rowOf = (frame: JsonFrame): NonNullable<JsonFrame["row"]> => {
  frame.row ??= { messages: [] };
  return frame.row;
};

/** Without a prototype, so that `__proto__` is a key like others. */
export const openFrame = (kind: JsonFrame["kind"], key: string | undefined, line: number): JsonFrame => ({
  kind,
  key,
  line,
  value: Object.create(null),
  messages: [],
  hasFound: false,
});

export function setIn({ value }: JsonFrame, key: string, content: unknown): void {
  if (key in value || Object.keys(value).length < mostKept) value[key] = content;
}
