import type { Connecting, Preparing } from "../sample/call.ts";
import { stepsOf, stoodUs } from "../sample/connecting-steps.ts";
import { madeUs } from "../sample/wait.ts";
import { exact, type Hop } from "./hop.ts";

/** A caller's preparing, up to `sentUs`: the connection it made, step by step, then all else, such as signing. */
export function preparingHops(
  { startUs, connecting }: Preparing,
  sentUs: number,
  caller: string,
  callee: string,
): Hop[] {
  if (!connecting) return [exact(`${caller} prepares its call`, "prepare", sentUs - startUs)];
  const { startUs: lastUs, beganUs = lastUs, endUs } = connecting;
  const givenUp = exact(`addresses of ${callee}'s endpoint given up`, "prepare", lastUs - beganUs);
  return [
    ...(lastUs > beganUs ? [givenUp] : []),
    ...connectingHops(connecting, callee),
    exact(`first answer of ${callee}'s endpoint`, "prepare", endUs - stoodUs(connecting)),
    exact(`${caller} prepares its call`, "prepare", sentUs - startUs - madeUs({ connecting })),
  ];
}

/** The making of a connection by what it waited for. Steps that did not happen have no hop. */
export function connectingHops(connecting: Connecting, callee: string): Hop[] {
  const { lookupUs, tcpUs, tlsUs } = stepsOf(connecting);
  const steps = [
    { name: `lookup of ${callee}'s endpoint`, us: lookupUs },
    { name: `TCP handshake for ${callee}`, us: tcpUs },
    { name: `TLS handshake for ${callee}`, us: tlsUs },
  ];
  return steps.flatMap(({ name, us }) => (us === undefined ? [] : [exact(name, "prepare", us)]));
}
