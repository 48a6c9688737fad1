import * as v from "valibot";

/** Milliseconds since 1970, as callers and functions say them. */
export const EpochMs = v.pipe(v.number(), v.minValue(0));
