import type { Region } from "@crisscross/core/job/regions";

/** Degrees east of Greenwich, of the place a region is named after. */
const longitudes: Readonly<Record<Region, number>> = {
  "us-west-1": -121,
  "us-west-2": -120,
  "ca-west-1": -114,
  "mx-central-1": -100,
  "us-east-2": -83,
  "us-east-1": -78,
  "ca-central-1": -73,
  "sa-east-1": -47,
  "eu-west-1": -8,
  "eu-south-2": -1,
  "eu-west-2": 0,
  "eu-west-3": 2,
  "eu-central-2": 8,
  "eu-central-1": 9,
  "eu-south-1": 9.2,
  "eu-north-1": 18,
  "af-south-1": 18.4,
  "il-central-1": 35,
  "me-south-1": 51,
  "me-central-1": 54,
  "ap-south-1": 73,
  "ap-south-2": 78,
  "ap-southeast-5": 102,
  "ap-southeast-7": 100.5,
  "ap-southeast-1": 104,
  "ap-southeast-3": 107,
  "ap-east-1": 114,
  "ap-east-2": 121.5,
  "ap-northeast-2": 127,
  "ap-northeast-3": 135.5,
  "ap-northeast-1": 140,
  "ap-southeast-4": 145,
  "ap-southeast-2": 151,
};

/** From the American west coast eastward; what the table lacks comes last. */
export const byLongitude = (one: string, other: string): number => longitudeOf(one) - longitudeOf(other);

const longitudeOf = (region: string): number =>
  (longitudes as Readonly<Record<string, number>>)[region] ?? Number.MAX_SAFE_INTEGER;
