import type { StartClass } from "@crisscross/core/sample/start-class";
import type { Machine } from "./machine.ts";
import type { Leg } from "./weather.ts";

/** What really happened on one call: moments of true time in µs. What did not happen is absent. */
export interface CallTruth {
  leg: Leg;
  caller: Machine;
  preparing: Preparing;
  /** When a fresh connection's handshakes were over, which is when the request left; absent for a kept one. */
  connected?: { tcpAtUs: number; tlsAtUs: number };
  /** Its caller had called nothing there before. */
  isFirst: boolean;
  /** The kept connection had died unseen: this is the call sent again. */
  isResent: boolean;
  sentAtUs?: number;
  receivedAtUs?: number;
  callee?: Machine;
  start?: StartClass;
  connection: "reused" | "fresh";
  /** Init or restore that the call waited for: the part of it that was left when the call came. */
  readied?: { fromUs: number; toUs: number };
  /** All of that init or restore. A proactive or provisioned environment's was over. */
  madeReady?: { fromUs: number; toUs: number };
  /** The billed execution, runtime included; the handler's lies in it. */
  execution?: { fromUs: number; toUs: number };
  handler?: { fromUs: number; toUs: number };
  database?: { fromUs: number; toUs: number; preparing: Preparing; isResent: boolean };
}

/** What a caller did before it sent; `made` is a connection made to be kept. */
export interface Preparing {
  fromUs: number;
  /** Absent while it goes on. */
  toUs?: number;
  made?: { fromUs: number; tcpAtUs: number; tlsAtUs: number; toUs: number };
}

/** A probe as it really went: consume's call first, then the one each function made. */
export interface ProbeTruth {
  seq: number;
  calls: CallTruth[];
}
