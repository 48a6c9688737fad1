import * as v from "valibot";

/** The form of a job id: 26 characters, time first, so that ids sort by creation. As a ULID, in lower case. */
export const JobId = v.pipe(v.string(), v.regex(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/, "a job id"));
