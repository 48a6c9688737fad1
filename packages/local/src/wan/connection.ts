import { type EpochMs, toEpochMs } from "../time/times.ts";
import { drawWay, type Way, type Weather } from "./weather.ts";

/** What an execution environment has to know of the network to reach the regions. */
export interface Line {
  /** Its own. */
  region: string;
  /** Its name in draws: the same in every cloud that starts the same environments in the same order. */
  environment: string;
  /** Where the gateway answers by TLS, on 127.0.0.1. */
  port: number;
  /** How many addresses a name resolves to. The one with the highest number of several does not answer. */
  addresses: number;
  /** That one is offered first. */
  deadFirst?: boolean;
  /** Whether connections cost round trips. */
  handshakes: boolean;
  /** From its region to each of the table. */
  rttMs: Readonly<Record<string, number>>;
  weather: Weather;
  startEpochMs: EpochMs;
}

/** What a connection costs before a request can leave on it: the name's look-up, TCP's handshake and TLS 1.3's. */
export interface Handshake {
  lookup: Way;
  connect: Way;
  secureConnect: Way;
}

/** Before the first retransmission of a packet that opens a connection (RFC 6298, 2.1). */
const firstRtoMs = 1_000;

/** Both ends draw it: the environment to wait for it, and the gateway to tell what was waited for. */
export function drawHandshake(
  line: Pick<Line, "region" | "handshakes" | "weather" | "startEpochMs">,
  {
    to,
    rttMs,
    ownRttMs,
    key,
    epochMs,
  }: { to: string; rttMs: number; ownRttMs: number; key: string; epochMs: EpochMs },
): Handshake {
  const { region: from, handshakes, startEpochMs } = line;
  const { seed, outages } = line.weather;
  const free: Weather = {
    ...{ seed, outages, loss: 0, pairs: [], steps: [] },
    jitter: { shape: "lognormal", medianMs: 0, sigma: 0 },
  };
  let atMs: number = epochMs;
  /** Each step begins when the one before has ended. */
  const draw = (phase: keyof Handshake, way: { to: string; tableMs: number; firstRtoMs?: number }): Way => {
    const drawn = drawWay(handshakes ? line.weather : free, {
      ...{ from, key: `${phase} ${key}`, epochMs: toEpochMs(atMs), startEpochMs, serviceMs: 0, ...way },
      tableMs: handshakes ? way.tableMs : 0,
    });
    atMs += drawn.roundTripMs;
    return drawn;
  };
  // The resolver is in the caller's own region, and nothing is remembered: Node asks for every connection.
  const lookup = draw("lookup", { to: from, tableMs: ownRttMs });
  const connect = draw("connect", { to, tableMs: rttMs, firstRtoMs });
  return { lookup, connect, secureConnect: draw("secureConnect", { to, tableMs: rttMs }) };
}
