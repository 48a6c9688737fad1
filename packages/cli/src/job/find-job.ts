import { isoOf } from "@crisscross/core/edge/instant";
import { idForm } from "@crisscross/core/job/job-id";
import type { ApiClient } from "../api/api-client.ts";
import { CommandError } from "../terminal/command-error.ts";

const digits = "0123456789abcdefghjkmnpqrstvwxyz";
const prefixForm = new RegExp(`^[0-7][${digits}]{0,24}$`);

/** How many of the jobs that a prefix may mean are named. */
const named = 5;

/**
 * The id of the job that a text names: an id, the beginning of one, or `last`. What is none of them goes to the API as it is, which says
 * what it accepts. Throws CommandError 2 for the beginning of several, 1 when there is no such job.
 */
export async function findJob(client: Pick<ApiClient, "jobs">, text: string): Promise<string> {
  if (text === "last") return findLast(client);
  if (idForm.test(text) || !prefixForm.test(text)) return text;
  const found: string[] = [];
  for await (const id of jobIds(client, createdWith(text))) {
    if (id.startsWith(text)) found.push(id);
    if (found.length > named) break;
  }
  const [first] = found;
  if (first === undefined)
    throw new CommandError(1, `no job's id begins with ${text}; npx crisscross jobs lists them`);
  if (found.length === 1) return first;
  const more = found.length > named ? ", …" : "";
  throw new CommandError(
    2,
    `<job>: ${text} begins the ids of several jobs: ${found.slice(0, named).join(", ")}${more}; accepted: more characters of one of them`,
  );
}

async function findLast(client: Pick<ApiClient, "jobs">): Promise<string> {
  for await (const id of jobIds(client, {})) return id;
  throw new CommandError(1, "there is no job yet; npx crisscross probe runs one");
}

/** Newest first. */
async function* jobIds(
  client: Pick<ApiClient, "jobs">,
  created: { from?: string; to?: string },
): AsyncIterable<string> {
  let cursor: string | undefined;
  do {
    const {
      jobs,
      damaged = [],
      next,
    } = await client.jobs({
      ...created,
      limit: "100",
      ...(cursor !== undefined && { cursor }),
    });
    yield* [...jobs, ...damaged].map(({ id }) => id);
    cursor = next;
  } while (cursor !== undefined);
}

/** An id begins with the ms of its making, in ten digits of 32. */
const timeDigits = 10;

/** When jobs were made whose ids begin like this: from, and up to without. */
function createdWith(prefix: string): { from?: string; to?: string } {
  const read = (fill: string): number => {
    const time = prefix.slice(0, timeDigits).padEnd(timeDigits, fill);
    return [...time].reduce((sum, digit) => sum * digits.length + digits.indexOf(digit), 0);
  };
  const to = read("z") + 1;
  // Later than the year 9999 there is no instant to ask for.
  if (to > 253_402_300_799_999) return {};
  return { from: isoOf(read("0")), to: isoOf(to) };
}
