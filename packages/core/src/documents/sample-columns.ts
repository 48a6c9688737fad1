import { isoOf } from "../edge/instant.ts";
import { toMs } from "../edge/time.ts";
import { probeIdOf } from "../job/probe-id.ts";
import { measureNames, measures } from "../sample/measure.ts";
import { callStartOf, sampleStartOf } from "../sample/start-class.ts";
import { type Column, column } from "./column.ts";
import { connectionColumns } from "./connection-columns.ts";
import { viaFieldOf } from "./via-field.ts";

/** The notebook's figures come first among the measures. */
const notebook = ["total", "outerBilled", "innerObserved", "innerBilled", "db"] as const;

const measureColumns = (names: readonly (keyof typeof measures)[]): Column[] =>
  names.map((name) => ({
    name: `${name}Ms`,
    meaning: measures[name],
    read: ({ measuresUs }) => inMs(measuresUs[name]),
  }));

/** The columns of an export: one row per probe, failures included. A field without a value is empty. */
export const columns: readonly Column[] = [
  column("job", "the job's id", ({ block }) => block.job),
  column("probe", "the probe's id within the job: origin and number", ({ block, sample }) =>
    probeIdOf({ origin: block.origin, seq: sample.seq }),
  ),
  column("origin", "region of consume and outer", ({ block }) => block.origin),
  column("target", "region of inner", ({ sample }) => sample.target),
  column("variant", "how the call was made", ({ sample }) => sample.variant),
  column("sentAt", "when the probe started, by consume's wall clock (ISO 8601, UTC)", ({ sample }) =>
    isoOf(sample.startedAtMs),
  ),
  ...measureColumns(notebook),
  column("outcome", "ok, throttled, timeout or error", ({ result }) => result.outcome),
  column(
    "hop",
    "where the innermost fault is: outer, inner or db; empty when ok",
    ({ result }) => result.hop,
  ),
  column("reason", "why the outcome is not ok", ({ result }) => result.reason),
  column("start", "the coldest start class of the probe's calls", ({ sample }) => sampleStartOf(sample)),
  column(
    "outerStart",
    "start class of the call to outer",
    ({ outer, chain }) => outer && callStartOf(chain, outer),
  ),
  column(
    "innerStart",
    "start class of the call to inner",
    ({ inner, chain }) => inner && callStartOf(chain, inner),
  ),
  column(
    "connection",
    "whether the call to inner went out on a reused or a fresh connection",
    ({ inner }) => inner?.connection,
  ),
  ...measureColumns(measureNames.filter((name) => !notebook.some((first) => first === name))),
  column("outerMemoryMb", "memory size of outer", ({ outer }) => outer?.receipt?.memoryMb),
  column("outerMaxMemoryMb", "most memory outer used", ({ outer }) => outer?.receipt?.maxMemoryMb),
  column("innerMemoryMb", "memory size of inner", ({ inner }) => inner?.receipt?.memoryMb),
  column("innerMaxMemoryMb", "most memory inner used", ({ inner }) => inner?.receipt?.maxMemoryMb),
  column("wan", "whose network it is: aws, simulated or none", ({ block }) => block.wan),
  column("seq", "number among the origin's probes, from 0", ({ sample }) => sample.seq),
  column("block", "number of the block among the origin's, from 0", ({ block }) => block.index),
  column(
    "burst",
    "number among the origin's bursts, from 0; empty in a sequential job",
    ({ sample }) => sample.burst?.id,
  ),
  column("burstSize", "how many probes of that burst ran at once", ({ sample }) => sample.burst?.size),
  column(
    "receives",
    "how often the queue had handed the block out when it was stored, deliveries ahead of its time included",
    ({ block }) => block.receives,
  ),
  column(
    "consumeEnvironment",
    "execution environment of consume: the clock of sentUs and receivedUs",
    ({ block }) => block.environment,
  ),
  column(
    "outerEnvironment",
    "execution environment of outer: the clock of the outer marks",
    ({ outer }) => outer?.level?.environment,
  ),
  column(
    "outerServed",
    "invocations that environment had served before",
    ({ outer }) => outer?.level?.served,
  ),
  column(
    "innerEnvironment",
    "execution environment of inner: the clock of the inner and db marks",
    ({ inner }) => inner?.level?.environment,
  ),
  column(
    "innerServed",
    "invocations that environment had served before",
    ({ inner }) => inner?.level?.served,
  ),
  column(
    "intendedAtMs",
    "when the probe was meant to start, wall clock",
    ({ sample }) => sample.intendedAtMs,
  ),
  column(
    "publishedAtMs",
    "when plan published the block, plan's wall clock",
    ({ block }) => block.publishedAtMs,
  ),
  column(
    "enqueuedAtMs",
    "when the queue took the block, SQS's SentTimestamp",
    ({ block }) => block.enqueuedAtMs,
  ),
  column(
    "firstReceivedAtMs",
    "when the queue first handed the block out, SQS's wall clock",
    ({ block }) => block.firstReceivedAtMs,
  ),
  column(
    "blockStartedAtMs",
    "when consume began the block, consume's wall clock",
    ({ block }) => block.startedAtMs,
  ),
  column(
    "startedAtMs",
    "when consume began the probe, consume's wall clock",
    ({ sample }) => sample.startedAtMs,
  ),
  column("sentUs", "request sent by consume, its monotonic clock", ({ sample }) => sample.call.sentUs),
  column(
    "receivedUs",
    "answer received by consume, its monotonic clock",
    ({ sample }) => sample.call.receivedUs,
  ),
  column(
    "outerReadyUs",
    "outer's module loaded, outer's monotonic clock",
    ({ outer }) => outer?.level?.readyUs,
  ),
  column("outerStartUs", "outer's handler entered, outer's clock", ({ outer }) => outer?.level?.startUs),
  column("outerEndUs", "outer's answer ready, outer's clock", ({ outer }) => outer?.level?.endUs),
  column(
    "innerSentUs",
    "request sent to inner, the clock of the function that called it",
    ({ inner }) => inner?.sentUs,
  ),
  column("innerReceivedUs", "answer received from inner, the same clock", ({ inner }) => inner?.receivedUs),
  column(
    "innerReadyUs",
    "inner's module loaded, inner's monotonic clock",
    ({ inner }) => inner?.level?.readyUs,
  ),
  column("innerStartUs", "inner's handler entered, inner's clock", ({ inner }) => inner?.level?.startUs),
  column("innerEndUs", "inner's answer ready, inner's clock", ({ inner }) => inner?.level?.endUs),
  column("dbSentUs", "request sent to DynamoDB, inner's clock", ({ inner }) => inner?.level?.db?.sentUs),
  column(
    "dbReceivedUs",
    "answer received from DynamoDB, inner's clock",
    ({ inner }) => inner?.level?.db?.receivedUs,
  ),
  column(
    "dbConnection",
    "whether that request went out on a reused or a fresh connection",
    ({ inner }) => inner?.level?.db?.connection,
  ),
  column(
    "dbResent",
    "1 if the connection that inner had kept was dead: the marks are of the request sent again, over another",
    ({ inner }) => (inner?.level?.db?.resent ? 1 : undefined),
  ),
  ...connectionColumns,
  column(
    "via",
    "the functions between outer and inner, as JSON; empty unless the variant has some",
    ({ vias, chain }) => (vias.length > 0 ? vias.map((call) => viaFieldOf(chain, call)) : undefined),
  ),
];

const inMs = (us: number | undefined): number | undefined => (us === undefined ? undefined : toMs(us));
