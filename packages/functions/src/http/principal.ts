import * as v from "valibot";

const Authorized = v.object({
  authorizer: v.object({ lambda: v.object({ principal: v.pipe(v.string(), v.minLength(1)) }) }),
});

/** Whom the authorizer has named as the caller, or the canary's schedule itself; undefined when nobody is. */
export function readPrincipal(requestContext: unknown): string | undefined {
  const context = v.safeParse(Authorized, requestContext);
  return context.success ? context.output.authorizer.lambda.principal : undefined;
}
