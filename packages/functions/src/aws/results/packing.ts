import { promisify } from "node:util";
import { deflate, inflateSync } from "node:zlib";
import { AppError } from "@crisscross/core/edge/error";
import { parse } from "@crisscross/core/edge/schema";
import type * as v from "valibot";

export const pack = (text: string): Promise<Uint8Array> => promisify(deflate)(text);

/**
 * Throws AppError `corrupt`, also for what would unpack to more than `maxBytes`. At once: a block's few KB take less time
 * than the way to another thread and back.
 */
export function unpack(data: Uint8Array, maxBytes: number, what: string): string {
  try {
    return inflateSync(data, { maxOutputLength: maxBytes }).toString("utf8");
  } catch (cause) {
    throw new AppError("corrupt", `${what}: data does not unpack; restore it or delete the item`, { cause });
  }
}

/** Throws AppError `corrupt` that names `what`. */
export function readJson<T extends v.GenericSchema>(
  schema: T,
  text: string | undefined,
  what: string,
): v.InferOutput<T> {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "");
  } catch (cause) {
    throw new AppError("corrupt", `${what}: not JSON; restore it or delete the item`, { cause });
  }
  try {
    return parse(schema, value, what, "corrupt");
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    throw new AppError("corrupt", `${what}: ${cause.message}`, { cause, rejections: cause.rejections });
  }
}
