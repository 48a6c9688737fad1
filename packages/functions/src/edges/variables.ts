import { parse } from "@crisscross/core/edge/schema";
import { pricedFunctions } from "@crisscross/core/job/priced-functions";
import { isRegion, type Region } from "@crisscross/core/job/regions";
import { wans } from "@crisscross/core/job/wan";
import * as v from "valibot";

/** Parses a function's environment variables once, when its module loads. Throws AppError naming what is missing. */
export function readVariables<T extends v.ObjectEntries>(
  entries: T,
): v.InferOutput<v.ObjectSchema<T, undefined>> {
  return parse(v.object(entries, undefined), { ...process.env }, "environment variables", "unavailable");
}

const given = "a value, which stacks/ sets";

export const text = v.pipe(v.string(given), v.minLength(1, given));

const wholeNumber = v.pipe(text, v.transform(Number), v.safeInteger(), v.minValue(1));

export const milliseconds = wholeNumber;
export const times = wholeNumber;

export const region = v.custom<Region>(
  (code) => typeof code === "string" && isRegion(code),
  "an AWS region that Crisscross knows",
);

/** Comma separated. */
export const regionList = v.pipe(
  text,
  v.transform((line) => line.split(",")),
  v.array(region),
);

const megabytes = v.pipe(v.number(), v.minValue(128));

/** JSON with the memory of every function that a job makes run. */
export const memoryMb = v.pipe(text, v.parseJson(), v.object(v.entriesFromList(pricedFunctions, megabytes)));

/** Set by the local cloud only. */
export const wan = v.optional(v.picklist(wans), "aws");

/** As a part of what is stored: the local cloud's names of what it simulates, comma separated. */
export const unkindness = v.optional(
  v.pipe(
    v.string(),
    v.transform((line) => (line === "" ? {} : { unkindness: line.split(",") })),
  ),
  "",
);
/** What a simulated network does, in its own words. Set by the local cloud only. */
export const network = v.optional(text);
