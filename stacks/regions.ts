import { settingsFor } from "./config.ts";

/** A region to put resources in: what tells their logical names apart, and the options that place them. */
export interface Placement {
  readonly region: string;
  /** "ApSouth1" for ap-south-1; empty at home. */
  readonly suffix: string;
  readonly options: $util.ComponentResourceOptions;
}

export const settings = settingsFor($app.stage);

export const home: Placement = { region: settings.homeRegion, suffix: "", options: {} };

export const probePlacements: readonly Placement[] = settings.probeRegions.map((region) => ({
  region,
  suffix: pascalCase(region),
  options: region === home.region ? {} : { provider: providerOf(region) },
}));

/** Every region that holds anything, once. */
export const placements: readonly Placement[] = [
  home,
  ...probePlacements.filter(({ region }) => region !== home.region),
];

/** "inner-db" becomes "InnerDb". */
export function pascalCase(dashed: string): string {
  return dashed
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}

/** The same tags SST puts on everything at home. */
function providerOf(region: string): aws.Provider {
  const tags = { "sst:app": $app.name, "sst:stage": $app.stage };
  return new aws.Provider(`Aws${pascalCase(region)}`, {
    region: region as aws.Region,
    defaultTags: { tags },
  });
}
