import { toMs } from "../edge/time.ts";
import type { Call } from "../sample/call.ts";
import { stepsOf } from "../sample/connecting-steps.ts";
import { preparingUs } from "../sample/wait.ts";
import { type Column, column } from "./column.ts";

/** Over what the requests went, and what it took to have that. Empty where a sample is of an older version. */
export const connectionColumns: readonly Column[] = [
  column(
    "consumeServed",
    "probes that consume's environment had sent before: 0 is its own cold start",
    ({ sample }) => sample.consumeServed,
  ),
  column(
    "first",
    "1 if a call of this probe was its caller's first to that region over such a connection",
    ({ chain }) => flag(chain.calls.some(({ first }) => first)),
  ),
  column(
    "resent",
    "1 if a connection kept for a call to a function was dead, and the request was sent again over another",
    ({ chain }) => flag(chain.calls.some(({ resent }) => resent)),
  ),
  column(
    "consumeSocket",
    "number of the connection that consume's call went over, among those its environment made",
    ({ sample }) => sample.call.socket,
  ),
  column(
    "innerSocket",
    "the same of the call to inner, within its caller's environment",
    ({ inner }) => inner?.socket,
  ),
  column(
    "dbSocket",
    "the same of the call to DynamoDB, within inner's environment",
    ({ inner }) => inner?.level?.db?.socket,
  ),
  column(
    "consumePreparingMs",
    "consume prepares its call: makes a connection where none is kept, builds and signs the request",
    ({ sample }) => preparedMs(sample.call),
  ),
  column(
    "dbPreparingMs",
    "inner prepares its call to DynamoDB",
    ({ inner }) => inner?.level?.db && preparedMs(inner.level.db),
  ),
  column(
    "innerLookupMs",
    "name lookup for a connection made for the call to inner: within its wait in a fresh variant, before it otherwise",
    ({ inner }) => inMs(inner, "lookupUs"),
  ),
  column("innerTcpMs", "TCP handshake of that connection", ({ inner }) => inMs(inner, "tcpUs")),
  column("innerTlsMs", "TLS handshake of that connection", ({ inner }) => inMs(inner, "tlsUs")),
];

const flag = (is: boolean): 1 | undefined => (is ? 1 : undefined);

const preparedMs = ({ preparing }: Pick<Call, "preparing">): number | undefined =>
  preparing && toMs(preparingUs(preparing));

function inMs(call: Call | undefined, step: "lookupUs" | "tcpUs" | "tlsUs"): number | undefined {
  const made = call?.connecting ?? call?.preparing?.connecting;
  const us = made && stepsOf(made)[step];
  return us === undefined ? undefined : toMs(us);
}
