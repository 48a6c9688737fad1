import * as v from "valibot";

/** The form of an id that sorts by creation: 26 characters, time first. As a ULID, in lower case. */
export const idForm = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

export const JobId = v.pipe(v.string(), v.regex(idForm, "a job id"));
