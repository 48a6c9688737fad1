import type { Shell } from "../terminal/shell.ts";
import { type ApiClient, type Calling, createApiClient } from "./api-client.ts";

/** Where an API is, and the way to it where that is not the usual one. */
export type ApiAddress = Omit<Calling, "signal" | "wait" | "raw">;

/** A client that Ctrl-C stops. `json`: its documents are printed for a program. */
export const createShellClient = ({ interrupted }: Shell, address: ApiAddress, json: boolean): ApiClient =>
  createApiClient({ ...address, signal: interrupted, raw: json });
