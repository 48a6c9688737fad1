import * as v from "valibot";
import { text } from "../edges/variables.ts";
import type { LetterPlace } from "./letter-queue.ts";

/** JSON: of each queue that nothing empties by itself, what it is called, its ARN, and the name of the queue its messages come from. */
export const deadLetterQueues = v.pipe(
  text,
  v.parseJson(),
  v.array(v.tuple([text, text, v.optional(text)])),
  v.transform((queues) => queues.map(([queue, arn, source]) => placeOf(queue, arn, source))),
);

/** A dead-letter queue and the one whose messages it takes are in one region. */
function placeOf(queue: string, arn: string, source: string | undefined): LetterPlace {
  const region = arn.split(":")[3] ?? "";
  return { queue, region, arn, sourceArn: source && `${arn.slice(0, arn.lastIndexOf(":"))}:${source}` };
}

/** Those that are there: a local cloud may have some of the regions only. */
export const placesIn = (places: readonly LetterPlace[], deployed: readonly string[]): LetterPlace[] =>
  places.filter(({ queue, region }) => queue !== "BlocksDead" || deployed.includes(region));
