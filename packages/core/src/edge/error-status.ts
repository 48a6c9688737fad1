/** Every way a request or a command can fail, and the HTTP status that says so. */
export const errorStatus = {
  invalid: 400,
  forbidden: 403,
  "not-found": 404,
  "method-not-allowed": 405,
  conflict: 409,
  "in-flight": 409,
  gone: 410,
  "too-large": 413,
  "unsupported-media-type": 415,
  "over-budget": 429,
  corrupt: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

export const errorCodes = Object.keys(errorStatus) as readonly ErrorCode[];
