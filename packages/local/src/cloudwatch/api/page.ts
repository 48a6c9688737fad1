import * as v from "valibot";
import { ApiError } from "./error.ts";

/** Epoch seconds, possibly with a fraction, as AWS's JSON protocols send times; read as epoch ms. */
export const Time = v.pipe(
  v.number(),
  v.transform((epochS) => Math.round(epochS * 1000)),
);

export function printTime(epochMs: number): number {
  return epochMs / 1000;
}

/** Cuts a page out of a list; the token of the next page is the place where it starts. */
export function cutPage<T>(
  items: readonly T[],
  token: string | undefined,
  limit: number,
  refuse: () => ApiError = refuseToken,
): { page: T[]; nextToken: { NextToken?: string } } {
  const start = token === undefined ? 0 : readToken(token, refuse);
  const end = start + limit;
  return {
    page: items.slice(start, end),
    nextToken: end < items.length ? { NextToken: printToken(end) } : {},
  };
}

export function printToken(place: number): string {
  return Buffer.from(`at:${place}`).toString("base64url");
}

export function readToken(token: string, refuse: () => ApiError = refuseToken): number {
  const place = /^at:(\d+)$/.exec(Buffer.from(token, "base64url").toString())?.[1];
  if (place === undefined) throw refuse();
  return Number(place);
}

function refuseToken(): ApiError {
  return new ApiError("InvalidNextToken", "The value for NextToken is not valid.");
}

/** Of the operations that know no error of their own for a wrong token. */
export function refuseTokenValue(): ApiError {
  return new ApiError("InvalidParameterValueException", "Request parameter NextToken is invalid");
}
