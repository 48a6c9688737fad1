/** The error object Lambda's Node.js runtime puts into an invocation's payload. */
interface ErrorPayload {
  errorType: string;
  errorMessage: string;
  trace: string[];
}

export class HandlerNotFound extends Error {
  override get name(): string {
    return "Runtime.HandlerNotFound";
  }
}

export class UnhandledPromiseRejection extends Error {
  override get name(): string {
    return "Runtime.UnhandledPromiseRejection";
  }
}

export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND") return "Runtime.ImportModuleError";
  return error.name;
}

export function describeError(error: unknown): ErrorPayload {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: errorName(error), errorMessage: error.message, trace: (error.stack ?? "").split("\n") };
}
