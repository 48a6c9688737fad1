/** What conditions of policies may ask for. */
export const conditionKeys = [
  "aws:SourceArn",
  "aws:SourceAccount",
  "aws:SecureTransport",
  "cloudwatch:namespace",
  "dynamodb:LeadingKeys",
] as const;
export type ConditionKey = (typeof conditionKeys)[number];

/** One thing a call needs permission for. */
export interface Access {
  action: string;
  resource: string;
  /** What the call says about itself that policies may ask for. */
  context?: Partial<Record<ConditionKey, string>>;
  /** The texts among the attributes of the one item that is meant, by name: the table says which is its partition key. */
  itemKeys?: Readonly<Record<string, string>>;
}

/** Makes an ARN of the request's service, region and account. */
export type ToArn = (rest: string) => string;
