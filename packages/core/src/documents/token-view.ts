import * as v from "valibot";
import { Instant } from "../edge/instant.ts";
import { wholeNumber } from "../edge/schema.ts";
import { DailyBudget } from "../job/daily-budget.ts";
import { idForm } from "../job/job-id.ts";
import { DamagedJob } from "./job-view.ts";
import { scopes } from "./scope.ts";

const nameForm = "1 to 120 characters in one line, the first of which is no space";
const scopesForm = `a list of ${scopes.join(", ")}, each at most once`;

const TokenName = v.pipe(
  v.string(nameForm),
  v.regex(/^[^\p{Z}\p{Cc}\p{Cf}][^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{0,119}$/u, nameForm),
);
const Scopes = v.pipe(
  v.array(v.picklist(scopes, scopesForm), scopesForm),
  v.minLength(1, scopesForm),
  v.check((list) => new Set(list).size === list.length, scopesForm),
);

export const TokenId = v.pipe(v.string(), v.regex(idForm, "a token's id"));

/** How long a token holds unless its maker says otherwise, and at most. */
const tokenDays = { usual: 90, most: 400 } as const;

/** What a token is asked for with. */
export const TokenRequest = v.strictObject({
  name: TokenName,
  scopes: Scopes,
  expiresInDays: v.optional(wholeNumber(1, tokenDays.most), tokenDays.usual),
  dailyBudget: v.optional(DailyBudget),
});
export type TokenRequest = v.InferInput<typeof TokenRequest>;

/** A token as lists show it: all but its secret. */
export const TokenView = v.object({
  id: v.string(),
  name: v.string(),
  scopes: v.array(v.picklist(scopes)),
  state: v.picklist(["valid", "expired", "revoked"]),
  createdAt: Instant,
  /** The principal that made it. */
  createdBy: v.string(),
  expiresAt: Instant,
  dailyBudget: v.optional(DailyBudget),
  /** To the hour; absent when it was not used yet. */
  lastUsedAt: v.optional(Instant),
  revokedAt: v.optional(Instant),
});
export type TokenView = v.InferOutput<typeof TokenView>;

/** A new token, the only time that it is told. */
export const NewToken = v.object({
  ...TokenView.entries,
  /** What to send after "Bearer ": the id, a dot and the secret. */
  token: v.string(),
});
export type NewToken = v.InferOutput<typeof NewToken>;

/** The tokens of a stage, oldest first, those that are over for 30 days more. */
export const TokenList = v.object({
  tokens: v.array(TokenView),
  /** Those that cannot be read, and let nobody in; absent when there is none. */
  damaged: v.optional(v.array(DamagedJob)),
});
export type TokenList = v.InferOutput<typeof TokenList>;
