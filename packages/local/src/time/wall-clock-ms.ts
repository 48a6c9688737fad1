import * as v from "valibot";
import { toEpochMs } from "./times.ts";

/** Milliseconds since 1970, as callers and functions say them. */
export const WallClockMs = v.pipe(v.number(), v.minValue(0), v.transform(toEpochMs));
