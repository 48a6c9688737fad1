import { type Scope, scopes } from "@crisscross/core/documents/scope";
import { WallClockMs } from "@crisscross/core/edge/instant";
import type { EpochMs } from "@crisscross/core/edge/time";
import { DailyBudget } from "@crisscross/core/job/daily-budget";
import * as v from "valibot";

/** Who makes a request, as the authorizer has found out. */
export interface Caller {
  /** Of a stored token its id. */
  principal: string;
  scopes: readonly Scope[];
  /** Only of a stored token. */
  expiresAtMs?: EpochMs;
  /** When it was used last, as far as it was noted. */
  usedAtMs?: EpochMs;
  dailyBudget?: DailyBudget;
}

/** What the authorizer says of a caller, as texts by name: whatever stands between it and the API leaves texts alone. */
export type CallerContext = Readonly<Record<string, string>>;

export const contextOf = ({
  principal,
  scopes,
  expiresAtMs,
  usedAtMs,
  dailyBudget,
}: Caller): CallerContext => ({
  principal,
  scopes: scopes.join(" "),
  ...(expiresAtMs !== undefined && { expiresAtMs: String(expiresAtMs) }),
  ...(usedAtMs !== undefined && { usedAtMs: String(usedAtMs) }),
  ...(dailyBudget && { dailyBudget: JSON.stringify(dailyBudget) }),
});

const clockMs = v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number), WallClockMs);
const Context = v.object({
  principal: v.pipe(v.string(), v.minLength(1)),
  scopes: v.pipe(
    v.string(),
    v.transform((text) => text.split(" ")),
    v.array(v.picklist(scopes)),
  ),
  expiresAtMs: v.exactOptional(clockMs),
  usedAtMs: v.exactOptional(clockMs),
  dailyBudget: v.exactOptional(v.pipe(v.string(), v.parseJson(), DailyBudget)),
}) satisfies v.GenericSchema<unknown, Caller>;

const Authorized = v.object({ authorizer: v.object({ lambda: Context }) });

/** Whom the authorizer has named as the caller, or a schedule itself; undefined when nobody is. */
export function readCaller(requestContext: unknown): Caller | undefined {
  const context = v.safeParse(Authorized, requestContext);
  return context.success ? context.output.authorizer.lambda : undefined;
}
