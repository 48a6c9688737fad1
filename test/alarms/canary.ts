import type { ResourceGraph } from "@crisscross/local/graph";
import { synthesize } from "../../scripts/synth.ts";
import { atHome, type Condition } from "./condition.ts";
import { otherProbes, probe } from "./places.ts";
import type { Stand } from "./stand.ts";

const canaryMinutes = 5;
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
  await stand.tick(canaryMinutes);
  await logged(stand, "block.stored");
  await stand.quiet();
  await stand.tick();
  await logged(stand, "job.finished");
  await stand.quiet();
}

export const silence: Condition = {
  // CloudWatch looks at two periods more than the alarm's three while some of them have no data.
  name: "the canary's job is the last for 27 minutes",
  rings: atHome("heartbeat"),
  cause: beat,
  minutes: 27,
  mend: beat,
  clearMinutes: canaryMinutes,
};
