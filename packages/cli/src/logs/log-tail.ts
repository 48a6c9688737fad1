import { countMentions } from "./mentions.ts";

const base64 = /^\s*"?([A-Za-z0-9+/]{40,}={0,2})"?,?\s*$/;

/** The end of a log that `aws lambda invoke --log-type Tail` gives, in base64, as LogResult; undefined for what is none. */
export function tailIn(text: string): string | undefined {
  const packed = base64.exec(text)?.[1];
  if (packed === undefined) return undefined;
  const tail = Buffer.from(packed, "base64").toString("utf8");
  return countMentions(tail) > 0 || /\bRequestId: /.test(tail) ? tail : undefined;
}
