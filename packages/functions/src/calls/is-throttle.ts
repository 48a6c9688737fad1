const throttles: ReadonlySet<string> = new Set([
  "TooManyRequestsException",
  "EC2ThrottledException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottlingException",
]);

/** Whether an AWS client's error says that the service had no room: by its name, or by the status 429. */
export const isThrottle = (name: string, status: number | undefined): boolean =>
  throttles.has(name) || status === 429;
