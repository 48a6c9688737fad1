/** Whether a log line matches. */
export type LogPattern = (message: string) => boolean;

/** A filter pattern CloudWatch Logs would refuse, or one that this cloud does not know. */
export class PatternError extends Error {}
