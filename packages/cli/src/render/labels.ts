import { placeOf } from "@crisscross/core/regions";

/** "Tokyo" over "ap-northeast-1". */
export const rowLabel = (region: string): string => `${placeOf(region)}\n${region}`;

/** As narrow as a column of figures, "Tokyo" over "ap-" over "northeast-1"; places of two words take two lines. */
export function columnLabels(regions: readonly string[]): string[] {
  const tall = regions.some((region) => placeOf(region).includes(" "));
  return regions.map((region) => {
    const place = placeOf(region);
    const dash = region.indexOf("-") + 1;
    const lines = place.includes(" ") ? place.split(" ", 2) : [...(tall ? [""] : []), place];
    return [...lines, region.slice(0, dash), region.slice(dash)].join("\n");
  });
}
