import { AppError } from "@crisscross/core/edge/error";
import type { HonoRequest } from "hono";

/** For requests that take no parameters. Throws AppError `invalid` when there is one. */
export function refuseQuery(request: HonoRequest): void {
  const [first] = Object.entries(request.query());
  if (first) throw rejected(first[0], first[1], "no parameters");
}

/** A request's parameters. Throws AppError `invalid` for one that is there twice: one of its values would be ignored. */
export function readQuery(request: HonoRequest): Record<string, string> {
  const repeated = Object.entries(request.queries()).find(([, values]) => values.length > 1);
  if (repeated) throw rejected(repeated[0], repeated[1].join(", "), "one value");
  return request.query();
}

/** One parameter that is not accepted, as an AppError `invalid`. */
export function rejected(field: string, value: unknown, accepted: string): AppError {
  const message = `${field}: ${JSON.stringify(value)} is not accepted; accepted: ${accepted}`;
  return new AppError("invalid", message, { rejections: [{ field, value, accepted }] });
}
