import type { Call, Connecting, Connection, Preparing } from "@crisscross/core/sample/call";

/** What a client of measured calls saw of the connection its last request went out on. */
export interface Observed {
  /** Absent when the request got no socket. */
  connection?: Connection;
  /** Number of that socket among those this environment has connected, from 1. */
  socket?: number;
  /** Within the wait: a connection was made for this request. */
  connecting?: Connecting;
  /** Before it: a connection was made to be kept. */
  prepared?: NonNullable<Preparing["connecting"]>;
  /** No address of the endpoint's name took a connection. */
  unreachable?: true;
  /** Nothing had been prepared by this client before. */
  first?: true;
  /** The connection was kept from an earlier request, and was found dead. */
  foundDead?: true;
}

type SeenByCaller = Pick<Call, "connection" | "socket" | "preparing" | "connecting">;

/** As a caller's account has it; it prepared from `startUs` to `endUs`. */
export function seenBy(
  { connection, socket, connecting, prepared }: Observed,
  startUs: number,
  endUs: number,
): SeenByCaller {
  return {
    ...(connection !== undefined && { connection }),
    ...(socket !== undefined && { socket }),
    preparing: { startUs, endUs, ...(prepared && { connecting: prepared }) },
    ...(connecting && { connecting }),
  };
}
