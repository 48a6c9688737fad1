import { isOptIn, isRegion, regions } from "@crisscross/core/regions";

export const appName = "crisscross";

/** Secrets set with `sst secret set NAME VALUE` before a stage is first deployed. */
export const secretNames = { tokenHashes: "TokenHashes" } as const;

export interface Settings {
  /** Where the API, the plan, the topic and the results live. */
  readonly homeRegion: string;
  /** Every one of them is both an origin and a target. */
  readonly probeRegions: readonly string[];
}

const defaults: Settings = {
  homeRegion: "us-east-1",
  probeRegions: ["ap-northeast-1", "ap-south-1", "us-west-1", "sa-east-1", "ap-southeast-2", "eu-west-2"],
};

/** What a stage does differently, such as `{ pair: { probeRegions: ["us-west-1", "eu-west-2"] } }`. */
const perStage: Readonly<Record<string, Partial<Settings>>> = {};

/** The settings of a stage. Throws, naming the region and what is accepted, when one cannot be used. */
export const settingsFor = (stage: string): Settings => checkSettings({ ...defaults, ...perStage[stage] });

export const isProduction = (stage: string): boolean => stage === "production";

export function checkSettings(settings: Settings): Settings {
  const { homeRegion, probeRegions } = settings;
  checkRegion("homeRegion", homeRegion);
  if (probeRegions.length === 0)
    throw new Error(`stacks/config.ts: probeRegions is empty; name at least one of ${accepted}`);
  for (const region of probeRegions) checkRegion("probeRegions", region);
  const twice = probeRegions.find((region, index) => probeRegions.indexOf(region) !== index);
  if (twice !== undefined) throw new Error(`stacks/config.ts: probeRegions names ${twice} twice; remove one`);
  return settings;
}

const accepted = regions
  .filter(({ optIn }) => !optIn)
  .map(({ code }) => code)
  .join(", ");

/** Opt-in regions need another SNS principal in queue policies and an account that opted in. */
function checkRegion(setting: string, region: string): void {
  const problem = !isRegion(region)
    ? "is not an AWS region Crisscross knows"
    : isOptIn(region)
      ? "must be opted in to before use, which Crisscross does not support"
      : undefined;
  if (problem !== undefined)
    throw new Error(`stacks/config.ts: ${setting}: "${region}" ${problem}; accepted: ${accepted}`);
}
