import type { ResourceGraph } from "@crisscross/local/graph/graph";
import { synthesize } from "../../scripts/synth.ts";
import { at, atHome, type Condition } from "./condition.ts";
import { home, otherProbes, probe } from "./places.ts";
import type { Stand } from "./stand.ts";

const canaryMinutes = 5;
/** CloudWatch looks at two periods more than the heartbeat's three while it has no data. */
const silentMinutes = 5 * canaryMinutes + 2;
export const canaryRegions = [probe, ...otherProbes.slice(-1)];

/** stacks/ with a canary, which launches a job from each of two regions. */
export const describeCanary = (): Promise<ResourceGraph> =>
  synthesize({
    edits: [
      { file: "config.ts", find: "canaryMinutes: false,", replace: `canaryMinutes: ${canaryMinutes},` },
      {
        file: "config.ts",
        find: "checkSettings({ ...defaults, ...perStage[stage] })",
        replace: `checkSettings({ ...defaults, probeRegions: ${JSON.stringify(canaryRegions)} })`,
      },
    ],
  });

const logged = (stand: Stand, message: string): Promise<void> =>
  stand.seen(
    message,
    (event) => event.kind === "log" && event.record.message.includes(`"message":"${message}"`),
  );

/** The canary's schedule comes round, its job runs, and reconcile finishes it. */
async function beat(stand: Stand): Promise<void> {
  stand.resume();
  await stand.tick(canaryMinutes);
  await logged(stand, "block.stored");
  await stand.quiet();
  await stand.tick();
  await logged(stand, "job.finished");
  await stand.quiet();
}

/** What the canary is for; the first job of each shows that it was heard before. */
export const canaryConditions: readonly Condition[] = [
  {
    name: "the canary's schedule may not launch it",
    rings: atHome("heartbeat"),
    async cause(stand) {
      await beat(stand);
      await stand.forbid("Canary");
    },
    minutes: silentMinutes,
    mend: beat,
    clearMinutes: canaryMinutes,
  },
  {
    name: "canaries are launched and consume may not run",
    rings: [
      ...atHome("heartbeat", "completeness"),
      ...canaryRegions.flatMap((region) => at(region, "consume-throttles")),
    ],
    async cause(stand) {
      await beat(stand);
      for (const region of canaryRegions) await stand.change("consume", region, { reservedConcurrency: 0 });
      // Each canary's time limit is over when reconcile looks at it.
      await stand.change("reconcile", home, { module: "reconcile-in-20-minutes" });
      await stand.tick(canaryMinutes);
      for (const region of canaryRegions)
        await stand.seen(
          `consume throttled in ${region}`,
          (event) => event.kind === "throttled" && event.region === region,
        );
    },
    minutes: silentMinutes,
    async mend(stand) {
      // Completeness says so for an hour.
      await stand.pass(70, 70);
      await beat(stand);
    },
    clearMinutes: canaryMinutes,
  },
  {
    // Last, as Lambda tries launches that failed again. The schedule reads no answers: without an error nobody would know why.
    name: "the canary's job cannot be queued",
    rings: atHome("heartbeat", "api-errors"),
    async cause(stand) {
      await beat(stand);
      await stand.deny("api", home, "sqs:SendMessage");
    },
    minutes: silentMinutes,
    mend: beat,
    clearMinutes: canaryMinutes,
  },
];
