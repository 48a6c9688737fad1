import { type EpochMs, readEpochMs } from "../time/times.ts";
import { drawHandshake, type Line } from "./connection.ts";
import { type Injected, type InjectedLog, noWay, openInjectedLog } from "./injected.ts";
import { knownRegions, readRttMs } from "./rtt.ts";
import type { readSender } from "./stamps.ts";
import { drawWay, type Way, type Weather } from "./weather.ts";
import { mildWeather } from "./weather-document.ts";

/** How unkind the network is. */
export interface NetworkOptions {
  /** Whether connections cost round trips; by default they do. */
  handshakes?: boolean;
  /** The gateway closes a connection that was idle for so long; never if 0. */
  idleCloseMs?: number;
  /** How many addresses a name resolves to, of which the last does not answer; one answers always. */
  addresses?: number;
  /** The one that does not answer stands first in what a name resolves to; by default last. */
  deadFirst?: boolean;
  weather?: Weather;
}

/**
 * Users of DynamoDB found their connections closed after 60 s without a request (github.com/aws/aws-sdk-java, issue 1365).
 * AWS documents no figure, and measured ones of Lambda were not found.
 */
const idleCloseMs = 60_000;

/** In words that stand on what is measured over it. */
export function describeNetwork({
  handshakes = true,
  idleCloseMs: idleMs = idleCloseMs,
  addresses = 3,
  deadFirst = false,
  weather = mildWeather,
}: NetworkOptions = {}): string {
  const { jitter, loss, swing, pairs, steps, outages, seed } = weather;
  return [
    handshakes ? "connections cost round trips" : "connections cost nothing",
    idleMs === 0 ? "idle ones stay" : `idle ones close after ${idleMs / 1_000} s`,
    `${addresses} ${addresses === 1 ? "address" : `addresses, one dead${deadFirst ? " and first" : ""}`}`,
    jitter.medianMs === 0 ? "no jitter" : `${jitter.shape} jitter of ${jitter.medianMs} ms`,
    ...(loss > 0 ? [`loss of ${loss}`] : []),
    ...(swing === undefined ? [] : ["a daily swing"]),
    ...(pairs.length > 0 ? [`${pairs.length} pairs of their own`] : []),
    ...(steps.length > 0 ? [`${steps.length} steps`] : []),
    ...(outages.length > 0 ? [`${outages.length} outages`] : []),
    `seed ${seed}`,
  ].join(", ");
}

/** The distance between regions, with what happens on the way. */
export interface Network {
  idleCloseMs: number;
  /** All that it reaches. */
  regions: readonly string[];
  log: InjectedLog;
  /** Steps and outages count from now on. Called before any environment starts. */
  begin(): void;
  /** What an environment of a region needs to take part; `count` is its number in this cloud. */
  lineOf(region: string, count: number, port: number): Line;
  /**
   * What the next request from one region to another meets that leaves at a time: with how long the service took, once that
   * is known, the answer's way too.
   */
  draw(from: string, to: string, epochMs: EpochMs): (serviceMs?: number) => Way;
  /** Notes what a connection cost that its sender says it has opened. */
  noteOpened(sender: NonNullable<ReturnType<typeof readSender>>, to: string, departedUs: number): void;
  /** Notes by whom a connection is used, for the case that the gateway closes it. */
  noteUse(connection: object, use: Pick<Injected, "from" | "to" | "environment">): void;
  noteIdleClose(connection: object, closedUs: number): void;
}

export function openNetwork(options: NetworkOptions = {}): Network {
  const { handshakes = true, addresses = 3, deadFirst = false, weather = mildWeather } = options;
  const log = openInjectedLog();
  const uses = new WeakMap<object, Pick<Injected, "from" | "to" | "environment">>();
  const counts = new Map<string, number>();
  const shared = { handshakes, weather, startEpochMs: readEpochMs() };
  return {
    idleCloseMs: options.idleCloseMs ?? idleCloseMs,
    regions: knownRegions,
    log,
    begin() {
      shared.startEpochMs = readEpochMs();
    },
    lineOf: (region, count, port) => ({
      ...{ ...shared, region, environment: `env-${count}`, port, addresses, deadFirst },
      rttMs: Object.fromEntries(knownRegions.map((to) => [to, readRttMs(region, to)])),
    }),
    draw(from, to, epochMs) {
      const pair = `${from} ${to}`;
      const count = (counts.get(pair) ?? 0) + 1;
      counts.set(pair, count);
      const tableMs = readRttMs(from, to);
      const trip = { from, to, tableMs, key: `request ${count}`, epochMs, startEpochMs: shared.startEpochMs };
      return (serviceMs) => drawWay(weather, { ...trip, ...(serviceMs !== undefined && { serviceMs }) });
    },
    noteOpened({ region, environment, opened }, to, departedUs) {
      if (opened === undefined || !knownRegions.includes(region) || !knownRegions.includes(to)) return;
      const { number, epochMs } = opened;
      const handshake = drawHandshake(
        { ...shared, region },
        {
          ...{ to, key: `${environment} ${number}`, epochMs },
          rttMs: readRttMs(region, to),
          ownRttMs: readRttMs(region, region),
        },
      );
      const parts = Object.entries(handshake) as [Exclude<Injected["what"], "request">, Way][];
      let atUs = departedUs;
      for (const [what, way] of parts) {
        log.note({
          what,
          from: region,
          to: what === "lookup" ? region : to,
          environment,
          departedUs: atUs,
          ...way,
        });
        atUs += Math.round(way.roundTripMs * 1_000);
      }
    },
    noteUse: (connection, use) => void uses.set(connection, use),
    noteIdleClose(connection, departedUs) {
      const use = uses.get(connection);
      if (use !== undefined) log.note({ what: "idleClose", ...use, departedUs, ...noWay });
    },
  };
}
