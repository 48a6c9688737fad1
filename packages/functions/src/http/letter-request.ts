import { RedriveRequest } from "@crisscross/core/documents/dead-letters";
import { type Narrowed, routes } from "@crisscross/core/documents/routes";
import { parse } from "@crisscross/core/edge/schema";
import * as v from "valibot";
import type { LetterPlace } from "../dead-letters/letter-queue.ts";
import { rejected } from "./query.ts";

const oneOf = (values: readonly string[]) => v.picklist(values, `one of ${values.join(", ")}`);
const queuesOf = (places: readonly LetterPlace[]) => [...new Set(places.map(({ queue }) => queue))];

/** Queues to redrive, and how fast. Throws AppError `invalid`. */
export function readRedrive(body: unknown, places: readonly LetterPlace[]) {
  const schema = v.strictObject({ ...RedriveRequest.entries, queue: oneOf(queuesOf(places)) });
  const { queue, region, perSecond } = parse(schema, body, "body");
  return { places: placesOf(places, queue, region), perSecond };
}

/** The one queue to delete from, how many messages and why. Throws AppError `invalid`. */
export function readDrop(query: Readonly<Record<string, string>>, places: readonly LetterPlace[]) {
  const schema = v.strictObject({
    ...routes.DropDeadLetters.query,
    ...({ queue: oneOf(queuesOf(places)) } satisfies Narrowed<"DropDeadLetters">),
  });
  const { queue, region, reason, most } = parse(schema, query, "query");
  const [place, ...others] = placesOf(places, queue, region);
  if (place === undefined || others.length > 0)
    throw rejected("region", undefined, `one of ${regionsOf(places, queue).join(", ")}`);
  return { place, reason, most };
}

function placesOf(places: readonly LetterPlace[], queue: string, region: string | undefined): LetterPlace[] {
  const found = places.filter(
    (one) => one.queue === queue && (region === undefined || one.region === region),
  );
  if (found.length > 0) return found;
  throw rejected("region", region, `one of ${regionsOf(places, queue).join(", ")}, or none for all`);
}

const regionsOf = (places: readonly LetterPlace[], queue: string): string[] =>
  places.filter((one) => one.queue === queue).map(({ region }) => region);
