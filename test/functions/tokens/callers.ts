import type { Scope } from "@crisscross/core/documents/scope";
import { epochMs } from "@crisscross/core/edge/time";
import type { RouterDeps } from "@crisscross/functions/http/router";
import { type Caller, contextOf } from "@crisscross/functions/tokens/caller";

/** Somebody who may do all that the scopes allow. */
export const callerWith = (...scopes: Scope[]): Caller => ({ principal: "abc123", scopes });

/** What the Lambda adapter hands in with a request of theirs. */
export const sentBy = (caller: Caller, requestId?: string) => ({
  requestContext: {
    ...(requestId !== undefined && { requestId }),
    authorizer: { lambda: contextOf(caller) },
  },
});

/** A router that notes nothing, at a time before any expiry. */
export const routing: RouterDeps = { nowMs: () => epochMs(0), noteUse: async () => {} };
