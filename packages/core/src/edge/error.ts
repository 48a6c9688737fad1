import { type ErrorCode, errorStatus } from "./error-status.ts";

/** One rejected input: which field, what was sent, what would be accepted. */
export interface Rejection {
  field: string;
  value: unknown;
  accepted: string;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly rejections: readonly Rejection[];
  /** Whole seconds to wait before trying again, where that is not the same for all errors of the code. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; rejections?: readonly Rejection[]; retryAfterSeconds?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.rejections = options.rejections ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}
