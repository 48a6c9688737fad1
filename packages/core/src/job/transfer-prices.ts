import { isOptIn, type Region } from "./regions.ts";

/**
 * List prices in USD of a GB between regions, as EC2's: from those of North America and Europe, from those with a price of their
 * own, and from opt-in regions. The long-standing ones, not read again, nor checked against a bill.
 */
const transferPerGb = {
  usual: 0.02,
  "ap-northeast-1": 0.09,
  "ap-northeast-2": 0.08,
  "ap-northeast-3": 0.09,
  "ap-south-1": 0.086,
  "ap-southeast-1": 0.09,
  "ap-southeast-2": 0.098,
  "sa-east-1": 0.138,
  highest: 0.147,
} as const;

export const transferPerGbRange = { low: transferPerGb.usual, high: transferPerGb.highest } as const;

/** Of a GB that leaves this region for another one: the one it leaves decides. */
export function transferPerGbFrom(region: Region): number {
  const own: Readonly<Record<string, number>> = transferPerGb;
  return (
    own[region] ??
    (/^(us|ca|eu)-/.test(region) && !isOptIn(region) ? transferPerGb.usual : transferPerGb.highest)
  );
}
