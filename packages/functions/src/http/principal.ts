import { AppError } from "@crisscross/core/edge/error";
import * as v from "valibot";
import type { Bindings } from "./handler.ts";

const Authorized = v.object({
  authorizer: v.object({ lambda: v.object({ principal: v.pipe(v.string(), v.minLength(1)) }) }),
});

/** Whom the authorizer has named as the caller, or the canary's schedule itself; undefined when nobody is. */
export function readPrincipal(requestContext: unknown): string | undefined {
  const context = v.safeParse(Authorized, requestContext);
  return context.success ? context.output.authorizer.lambda.principal : undefined;
}

/** The API must not run without its authorizer: keys of one caller would then meet another's. Throws AppError `unavailable`. */
export function principalOf({ requestContext }: Bindings): string {
  const principal = readPrincipal(requestContext);
  if (principal !== undefined) return principal;
  throw new AppError("unavailable", "no authorizer has named the caller; deploy the API with its authorizer");
}
