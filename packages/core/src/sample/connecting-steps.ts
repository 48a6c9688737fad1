import type { Connecting } from "./call.ts";

/** What the making of a connection waited for, in µs. A step that did not happen is absent. */
export interface ConnectingSteps {
  lookupUs?: number;
  tcpUs?: number;
  tlsUs?: number;
}

/** Together they last from `startUs` to `stoodUs`. */
export function stepsOf(made: Connecting): ConnectingSteps {
  const { startUs, lookupUs = startUs, connectUs = lookupUs, secureUs } = made;
  return {
    ...(made.lookupUs !== undefined && { lookupUs: lookupUs - startUs }),
    ...(made.connectUs !== undefined && { tcpUs: connectUs - lookupUs }),
    ...(secureUs !== undefined && { tlsUs: secureUs - connectUs }),
  };
}

/** The last mark of a connection's making: when a request could go over it. */
export const stoodUs = ({
  startUs,
  lookupUs = startUs,
  connectUs = lookupUs,
  secureUs = connectUs,
}: Connecting): number => secureUs;
