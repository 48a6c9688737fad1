import { isOptIn, isRegion, regions } from "@crisscross/core/job/regions";

export const appName = "crisscross";

/** Secrets set with `sst secret set NAME VALUE` before a stage is first deployed. */
export const secretNames = { tokenHashes: "TokenHashes" } as const;

export interface Settings {
  /** Where the API, the plan, the topic and the results live. */
  readonly homeRegion: string;
  /** Every one of them is both an origin and a target. */
  readonly probeRegions: readonly string[];
  /** False leaves them out: they cost more than all else in a stage that is hardly used (docs/metrics.md). */
  readonly alarms: boolean;
  /** Told of alarms. Each address is asked to confirm once a region, because a topic notifies for its own region only. */
  readonly alertEmails: readonly string[];
  /** A tiny job is launched this often, in minutes, and an alarm rings when none is complete; false launches none. */
  readonly canaryMinutes: number | false;
  /** What the jobs of one UTC day may cost by their estimates, and how many probes they may plan; false sets no limit. */
  readonly dailyBudget: { readonly usd?: number; readonly probes?: number } | false;
}

const defaults: Settings = {
  homeRegion: "us-east-1",
  probeRegions: ["ap-northeast-1", "ap-south-1", "us-west-1", "sa-east-1", "ap-southeast-2", "eu-west-2"],
  alarms: true,
  alertEmails: [],
  canaryMinutes: false,
  dailyBudget: { usd: 100 },
};

/** What a stage does differently, such as `{ pair: { probeRegions: ["us-west-1", "eu-west-2"] } }`. */
const perStage: Readonly<Record<string, Partial<Settings>>> = {};

/** The settings of a stage. Throws, naming the region and what is accepted, when one cannot be used. */
export const settingsFor = (stage: string): Settings => checkSettings({ ...defaults, ...perStage[stage] });

export const isProduction = (stage: string): boolean => stage === "production";

export function checkSettings(settings: Settings): Settings {
  const { homeRegion, probeRegions, alertEmails, canaryMinutes, dailyBudget } = settings;
  checkRegion("homeRegion", homeRegion);
  if (probeRegions.length === 0)
    throw new Error(`stacks/config.ts: probeRegions is empty; name at least one of ${accepted}`);
  for (const region of probeRegions) checkRegion("probeRegions", region);
  if (probeRegions.length > mostProbeRegions)
    throw new Error(
      `stacks/config.ts: probeRegions names ${probeRegions.length} regions; at most ${mostProbeRegions} are possible, ` +
        "because an alarm that compares them reads at most that many metrics",
    );
  const twice = probeRegions.find((region, index) => probeRegions.indexOf(region) !== index);
  if (twice !== undefined) throw new Error(`stacks/config.ts: probeRegions names ${twice} twice; remove one`);
  const wrong = alertEmails.find((address) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address));
  if (wrong !== undefined)
    throw new Error(
      `stacks/config.ts: alertEmails: "${wrong}" is not an e-mail address; correct or remove it`,
    );
  if (
    canaryMinutes !== false &&
    !(Number.isInteger(canaryMinutes) && canaryMinutes >= 5 && canaryMinutes <= 60)
  )
    throw new Error(`stacks/config.ts: canaryMinutes is ${canaryMinutes}; accepted: false, or 5 to 60`);
  if (dailyBudget !== false) checkBudget(dailyBudget);
  return settings;
}

function checkBudget({ usd, probes }: { usd?: number; probes?: number }): void {
  const isUsd = usd === undefined || (usd >= 1e-6 && usd <= 1e6);
  const isProbes = probes === undefined || (Number.isInteger(probes) && probes >= 1 && probes <= 1e9);
  if (isUsd && isProbes && (usd ?? probes) !== undefined) return;
  throw new Error(
    `stacks/config.ts: dailyBudget is ${JSON.stringify({ usd, probes })}; accepted: false, or usd from 0.000001 to 1000000, ` +
      "probes from 1 to 1000000000, or both",
  );
}

/** CloudWatch's limit of metrics in one alarm on metric math. */
const mostProbeRegions = 10;

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
