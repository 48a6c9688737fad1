import type { AppError } from "@crisscross/core/edge/error";
import { sentence } from "@crisscross/core/edge/schema";
import { CommandError } from "../terminal/command-error.ts";

/** The option that sets a field of a request. */
const optionOf: Readonly<Record<string, string>> = {
  origins: "--origins",
  targets: "--targets",
  variants: "--variants",
  samples: "--samples",
  seed: "--seed",
  deadlineMs: "--deadline",
  timeLimitMinutes: "--time-limit",
  load: "--load",
  route: "--route",
  budgetUsd: "--budget-usd",
  name: "--name",
  tags: "--tag",
  // What the API's other routes refuse.
  scopes: "--scopes",
  state: "--state",
  region: "--region",
  minutes: "--minutes",
};

/** A rejected request in the words of the command line. */
export function usageError(error: AppError): CommandError {
  const sentences = error.rejections.map(({ field, value, accepted }) => {
    const [name = field] = field.split(".");
    return sentence({ field: optionOf[name] ?? field, value, accepted });
  });
  return new CommandError(2, sentences.length > 0 ? sentences.join("\n  ") : error.message, { cause: error });
}
