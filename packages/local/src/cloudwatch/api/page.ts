import * as v from "valibot";
import { pageFrom } from "../../service/page.ts";
import type { EpochMs } from "../../time/times.ts";
import { ApiError } from "./error.ts";

/** Epoch seconds, possibly with a fraction, as AWS's JSON protocols send times; read as epoch ms. */
export const Time = v.pipe(
  v.number(),
  v.transform((epochS) => Math.round(epochS * 1000)),
);

export function printTime(epochMs: EpochMs): number {
  return epochMs / 1000;
}

/** Cuts a page out of a list, and names the token of the next one as the APIs do. */
export function cutPage<T>(
  items: readonly T[],
  token: string | undefined,
  limit: number,
  refuse: () => ApiError = refuseToken,
): { page: T[]; nextToken: { NextToken?: string } } {
  const { page, next } = pageFrom(items, { token, limit }, refuse);
  return { page, nextToken: next === undefined ? {} : { NextToken: next } };
}

export function refuseToken(): ApiError {
  return new ApiError("InvalidNextToken", "The value for NextToken is not valid.");
}

/** Of the operations that know no error of their own for a wrong token. */
export function refuseTokenValue(): ApiError {
  return new ApiError("InvalidParameterValueException", "Request parameter NextToken is invalid");
}
