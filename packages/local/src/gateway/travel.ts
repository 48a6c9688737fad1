import type { IncomingMessage } from "node:http";
import type { Reply } from "../service/call.ts";
import type { Clock } from "../time/clock.ts";
import { type MonotonicMs, monotonicMs, readEpochMs, toEpochMs } from "../time/times.ts";
import { cross } from "../wan/delay.ts";
import type { Network } from "../wan/network.ts";
import { readDepartureMs, type readSender, stampDuration } from "../wan/stamps.ts";

/** A request on its way between two regions. Without a network, or where one of them is not known, it takes no time. */
interface Travel {
  network: Network | undefined;
  clock: Clock;
  from: string | undefined;
  to: string | undefined;
  request: IncomingMessage;
  sender?: NonNullable<ReturnType<typeof readSender>>;
  operation?: string;
  /** Whether it is the first on its connection, and so left once that was ready: when it came, for all that is known here. */
  fresh: boolean;
  readMs: MonotonicMs;
  /** Aborted once its sender has gone. */
  gone?: AbortSignal | undefined;
}

/** Nobody reads it. */
const unsent: Reply = { status: 503, headers: {}, body: Buffer.alloc(0) };

/**
 * Has a request, all of which was sent, and its answer cross the distance. It gets there though its sender goes away meanwhile.
 * Only what an outage held up was lost, and would be sent again by nobody.
 */
export async function travel(
  { network, clock, from, to, request, sender, operation, fresh, readMs, gone }: Travel,
  handOver: () => Promise<Reply>,
): Promise<Reply> {
  if (network === undefined || from === undefined || to === undefined) return handOver();
  // Who greets says itself where it is.
  if (![from, to].every((region) => network.regions.includes(region))) return handOver();
  const stampedMs = readDepartureMs(request.headers, clock);
  const departedMs = fresh ? readMs : (stampedMs ?? readMs);
  const departedUs = Math.floor(clock.machineUs(departedMs));
  if (sender !== undefined) network.noteOpened(sender, to, Math.floor(clock.machineUs(stampedMs ?? readMs)));
  const parties = { from, to, ...(sender && { environment: sender.environment }) };
  network.noteUse(request.socket, parties);
  const draw = network.draw(from, to, toEpochMs(readEpochMs() - (clock.monotonicMs() - departedMs)));
  const way = draw();
  const { requestMs, roundTripMs } = way;
  const crossing = { requestMs, responseMs: roundTripMs - requestMs, departedMs };
  const isLost = () => way.outageMs > 0 && gone?.aborted === true;
  const arrive = async () => (isLost() ? unsent : await handOver());
  const { answer, tookMs: crossedMs, lateMs } = await cross(clock, crossing, arrive);
  // An outage holds the answer up by when it leaves, which is known now.
  const met = draw(crossedMs - roundTripMs);
  const tookMs = crossedMs + met.roundTripMs - roundTripMs;
  const requestId = answer.headers["x-amzn-requestid"];
  network.log.note({
    ...{ what: "request", ...parties, departedUs },
    ...(operation !== undefined && { operation }),
    ...(typeof requestId === "string" && { requestId }),
    ...{ tookMs, lateMs, ...met },
  });
  // Who stamps its requests holds its answers: it is idle, while timers here wait behind everybody's calls.
  if (stampedMs === undefined) {
    await clock.waitUntil(monotonicMs(departedMs + tookMs));
    return answer;
  }
  return { ...answer, headers: { ...answer.headers, ...stampDuration(tookMs) } };
}
