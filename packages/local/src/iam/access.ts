import type { ConditionKey } from "./policy.ts";

/** One thing a call needs permission for. */
export interface Access {
  action: string;
  resource: string;
  /** What the call says about itself that policies may ask for. */
  context?: Partial<Record<ConditionKey, string>>;
}

/** Makes an ARN of the request's service, region and account. */
export type ToArn = (rest: string) => string;
