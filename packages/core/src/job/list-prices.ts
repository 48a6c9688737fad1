/**
 * us-east-1 list prices in USD, without free tiers, to be found at aws.amazon.com/<service>/pricing. Lambda's and
 * DynamoDB's were seen quoted in 2026; the others are the long-standing ones, not read again. Nothing here was
 * checked against a bill, and other regions charge more, for data transfer as transfer-prices.ts has it.
 */
export const listPrices = {
  lambdaArmPerGbSecond: 0.0000133334,
  lambdaPerRequest: 0.2e-6,
  /** For each environment made for a tenant, per GB of its memory: the price of x86, quoted in 2026. That of Arm was not seen. */
  lambdaPerTenantGb: 0.000167,
  snsPerPublish: 0.5e-6,
  sqsPerRequest: 0.4e-6,
  dynamoPerWriteUnit: 0.625e-6,
  dynamoPerReadUnit: 0.125e-6,
  logsPerGb: 0.5,
} as const;

/** Compute alone, without the request: `ms` billed at `memory` MB. */
export function computeUsd(ms: number, memory: number): number {
  return (ms / 1_000) * (memory / 1_024) * listPrices.lambdaArmPerGbSecond;
}
