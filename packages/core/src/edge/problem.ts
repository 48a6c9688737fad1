import type { AppError, Rejection } from "./error.ts";
import type { ErrorCode } from "./error-status.ts";

/** RFC 9457 problem details, served as application/problem+json. */
export interface Problem {
  type: "about:blank";
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  errors?: readonly Rejection[];
}

export function problemOf(error: AppError): Problem {
  const { status, code, message: detail, rejections } = error;
  const title = code.replaceAll("-", " ").replace(/^./, (letter) => letter.toUpperCase());
  return {
    type: "about:blank",
    title,
    status,
    code,
    detail,
    ...(rejections.length > 0 && { errors: rejections }),
  };
}
