import { covers, type Scope } from "@crisscross/core/documents/scope";
import { AppError } from "@crisscross/core/edge/error";
import { isoOf } from "@crisscross/core/edge/instant";
import type { EpochMs } from "@crisscross/core/edge/time";
import type { Context } from "hono";
import { type Caller, readCaller } from "../tokens/caller.ts";
import type { Env } from "./handler.ts";

/** Who makes a request. Throws AppError `unavailable` when no authorizer says so: keys of one caller would then meet another's. */
export function callerOf(c: Context<Env>): Caller {
  const caller = readCaller(c.env?.requestContext);
  if (caller !== undefined) return caller;
  throw new AppError("unavailable", "no authorizer has named the caller; deploy the API with its authorizer");
}

/**
 * Lets a caller who has the scope go on. API Gateway keeps what the authorizer said for all routes, and up to a minute, so
 * scopes and expiry are looked at here. Throws AppError `forbidden`, and as callerOf.
 */
export function admit(c: Context<Env>, needed: Scope, nowMs: EpochMs): Caller {
  const caller = callerOf(c);
  const { principal, scopes, expiresAtMs } = caller;
  if (expiresAtMs !== undefined && nowMs >= expiresAtMs)
    throw new AppError(
      "forbidden",
      `token ${principal} has expired at ${isoOf(expiresAtMs)}; use another one`,
    );
  if (covers(scopes, needed)) return caller;
  throw new AppError(
    "forbidden",
    `the scope ${needed} is needed here, and token ${principal} has ${scopes.join(", ")}; use a token with ${needed}`,
  );
}
