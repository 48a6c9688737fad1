import type { ApiProblem } from "@crisscross/client/client";
import { AppError } from "@crisscross/core/edge/error";
import { CommandError } from "../terminal/command-error.ts";
import { printable, printableDocument } from "../terminal/printable.ts";
import { reasonOf } from "../terminal/reason.ts";
import { usageError } from "./usage-error.ts";

/** A refusal in words. A rejected request is a usage error; the rest is a failure. */
export function refusal(url: string, { status, code, detail, errors }: ApiProblem): CommandError {
  const rejections = errors.map(({ field, value, accepted }) => ({
    field: printable(field),
    value: printableDocument(value),
    accepted: printable(accepted),
  }));
  if (status === 400 && rejections.length > 0)
    return usageError(new AppError("invalid", "the job was rejected", { rejections }));
  const said = printable(detail);
  return new CommandError(1, `${url} answered ${status}${said && `: ${said}`}${adviceOn(status, code)}`);
}

function adviceOn(status: number, code: ApiProblem["code"]): string {
  // These two say themselves what to do: it is not the token that is wrong, nor the pace.
  if (code === "over-budget" || code === "forbidden") return "";
  if (status === 401 || status === 403)
    return ". The token is not one it accepts: pass --token or set CRISSCROSS_TOKEN";
  if (status === 429) return ". It is being called too often: try again in a minute";
  if (status < 400)
    return ". Redirects are not followed, so that the token goes nowhere else: pass --api the address it leads to";
  return "";
}

/** An answer of another form than this version knows. */
export const notUnderstood = (where: string, cause: unknown): CommandError =>
  new CommandError(
    1,
    `${where} answered something this version of crisscross does not understand: ${reasonOf(cause)}. Is it a Crisscross API of the same version?`,
    { cause },
  );

const unreachableReasons = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "bad port",
  "not the cloud of this folder",
];

/** Whether it is of no use to try again. */
export const isUnreachable = (error: unknown): boolean => unreachableReasons.includes(whyUnsent(error));

/** Nothing answers, or something else than the API. */
export class Unreachable extends CommandError {}

const startWords = "Start a local cloud with npx crisscross up, or check the address given to --api";

export function unreachable(
  { url, startAgain = startWords }: { url: string; startAgain?: string },
  cause: unknown,
): Unreachable {
  const reason = whyUnsent(cause);
  const words = /^HPE_|HTTP\/1\.1 protocol/.test(reason)
    ? `what answers at ${url} is not Crisscross's API`
    : `nothing answers at ${url}`;
  return new Unreachable(1, `${words} (${reason}). ${startAgain}`, { cause });
}

/** Why fetch failed lies in its cause: a code such as ECONNREFUSED, or words. */
function whyUnsent(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "";
  return code || reasonOf(cause);
}
