import { canaryPrincipal } from "@crisscross/core/job/canary";
import * as v from "valibot";

const OfCanary = v.object({
  authorizer: v.object({ lambda: v.object({ principal: v.literal(canaryPrincipal) }) }),
});

/**
 * Fails an invocation that was to launch the canary's job and did not: a schedule reads no answers, and Lambda and its alarms
 * know a failure only by this. Throws Error with the status and the answer's body.
 */
export function checkLaunch(requestContext: unknown, answer: { statusCode: number; body: string }): void {
  if (!v.is(OfCanary, requestContext) || answer.statusCode < 400) return;
  throw new Error(`the canary was not launched: the answer was ${answer.statusCode} ${answer.body}`);
}
