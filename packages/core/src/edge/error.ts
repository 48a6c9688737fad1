import { type ErrorCode, errorStatus } from "./error-status.ts";

export type { ErrorCode };

/** One rejected input: which field, what was sent, what would be accepted. */
export interface Rejection {
  field: string;
  value: unknown;
  accepted: string;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly rejections: readonly Rejection[];

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; rejections?: readonly Rejection[] } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.rejections = options.rejections ?? [];
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

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
