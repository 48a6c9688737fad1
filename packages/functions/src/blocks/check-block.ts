import { AppError } from "@crisscross/core/edge/error";
import { deviationsOf } from "@crisscross/core/job/block-deviations";
import type { BlockMessage } from "@crisscross/core/job/block-message";
import { isSigned, type KnownJob } from "../edges/sign-block.ts";

/**
 * Lets a block pass that plan published. Throws AppError `invalid` for any other, naming the fields that are not as
 * planned, or `mac` when only the signature is wrong.
 */
export function checkBlock(known: KnownJob | undefined, message: BlockMessage): asserts known is KnownJob {
  if (known === undefined) throw refused(message, ["job"], "a job that is stored");
  if (isSigned(known.key, message)) return;
  const fields = deviationsOf(known.record, message);
  throw refused(message, fields.length > 0 ? fields : ["mac"], "what plan published");
}

function refused(
  { job, origin, index }: BlockMessage,
  fields: readonly string[],
  accepted: string,
): AppError {
  const rejections = fields.map((field) => ({ field, value: undefined, accepted }));
  return new AppError(
    "invalid",
    `${fields.join(", ")}: block ${index} of ${origin} of job ${job} is not ${accepted}; find out who sends to the topic or the queue`,
    { rejections },
  );
}
