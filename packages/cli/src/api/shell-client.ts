import { pauseUntil } from "../terminal/pause.ts";
import type { Shell } from "../terminal/shell.ts";
import { type ApiClient, createApiClient } from "./api-client.ts";
import type { Calling } from "./patient-call.ts";

/** Where an API is, and the way to it where that is not the usual one. */
export type ApiPlace = Omit<Calling, "signal" | "wait">;

/** A client that Ctrl-C stops. `json`: its documents are printed for a program. */
export const createShellClient = ({ interrupted }: Shell, place: ApiPlace, json: boolean): ApiClient =>
  createApiClient({ ...place, signal: interrupted, wait: pauseUntil(interrupted), raw: json });
