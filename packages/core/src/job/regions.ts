/** AWS regions: code, the place people know them by, and whether an account must opt in before using one. */
const table = [
  ["us-east-1", "N. Virginia", false],
  ["us-east-2", "Ohio", false],
  ["us-west-1", "N. California", false],
  ["us-west-2", "Oregon", false],
  ["ap-northeast-1", "Tokyo", false],
  ["ap-northeast-2", "Seoul", false],
  ["ap-northeast-3", "Osaka", false],
  ["ap-south-1", "Mumbai", false],
  ["ap-southeast-1", "Singapore", false],
  ["ap-southeast-2", "Sydney", false],
  ["ca-central-1", "Canada Central", false],
  ["eu-central-1", "Frankfurt", false],
  ["eu-north-1", "Stockholm", false],
  ["eu-west-1", "Ireland", false],
  ["eu-west-2", "London", false],
  ["eu-west-3", "Paris", false],
  ["sa-east-1", "Sao Paulo", false],
  ["af-south-1", "Cape Town", true],
  ["ap-east-1", "Hong Kong", true],
  ["ap-east-2", "Taipei", true],
  ["ap-south-2", "Hyderabad", true],
  ["ap-southeast-3", "Jakarta", true],
  ["ap-southeast-4", "Melbourne", true],
  ["ap-southeast-5", "Malaysia", true],
  ["ap-southeast-7", "Thailand", true],
  ["ca-west-1", "Calgary", true],
  ["eu-central-2", "Zurich", true],
  ["eu-south-1", "Milan", true],
  ["eu-south-2", "Spain", true],
  ["il-central-1", "Tel Aviv", true],
  ["me-central-1", "UAE", true],
  ["me-south-1", "Bahrain", true],
  ["mx-central-1", "Mexico Central", true],
] as const;

export type Region = (typeof table)[number][0];

interface RegionInfo {
  readonly code: Region;
  readonly place: string;
  readonly optIn: boolean;
}

export const regions: readonly RegionInfo[] = table.map(([code, place, optIn]) => ({ code, place, optIn }));

const byCode: ReadonlyMap<string, RegionInfo> = new Map(regions.map((region) => [region.code, region]));

export const isRegion = (code: string): code is Region => byCode.has(code);

/** The place a region is known by, such as "Tokyo"; the code itself where the table has none. */
export const placeOf = (code: string): string => byCode.get(code)?.place ?? code;

/** The code of a region that is written as its code or its place, such as `london`, small letters and accents alike; undefined for neither. */
export function regionCalled(text: string): Region | undefined {
  if (isRegion(text)) return text;
  return regions.find(({ code, place }) => code === text.toLowerCase() || plain(place) === plain(text))?.code;
}

/** For who writes the place instead of the code: `; London is eu-west-2`, or nothing where `text` is no place. */
export function placeHint(text: unknown): string {
  if (typeof text !== "string") return "";
  const code = regionCalled(text);
  return code === undefined || code === text ? "" : `; ${placeOf(code)} is ${code}`;
}

/** Letters alone, small and without accents. */
const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();

export const isOptIn = (code: Region): boolean => byCode.get(code)?.optIn ?? false;
