import { pauseUntil } from "../terminal/pause.ts";
import type { Shell } from "../terminal/shell.ts";
import { type ApiClient, createApiClient } from "./api-client.ts";
import type { Calling } from "./patient-call.ts";

/** Where an API is, and the way to it where that is not the usual one. */
export type ApiAddress = Omit<Calling, "signal" | "wait">;

/** A client that Ctrl-C stops. `json`: its documents are printed for a program. */
export const createShellClient = ({ interrupted }: Shell, address: ApiAddress, json: boolean): ApiClient =>
  createApiClient({ ...address, signal: interrupted, wait: pauseUntil(interrupted), raw: json });
