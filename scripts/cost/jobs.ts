import type { JobRequest } from "../../packages/cli/src/api/api-client.ts";

/** Five jobs that take different things, for docs/cost.md. */
export const costedJobs: Readonly<Record<string, JobRequest>> = {
  both: {
    origins: ["ap-south-1", "sa-east-1"],
    targets: ["ap-south-1", "sa-east-1"],
    variants: ["bare", "db-get"],
    ...{ samples: 5, seed: 1 },
  },
  far: { origins: ["ap-south-1"], targets: ["sa-east-1"], variants: ["bare"], samples: 120, seed: 2 },
  direct: {
    origins: ["eu-west-2"],
    targets: ["us-west-1", "ap-northeast-1"],
    variants: ["bare/direct", "bare/fresh"],
    ...{ samples: 30, seed: 3 },
  },
  via: {
    route: ["eu-west-2", "us-west-1", "ap-southeast-2"],
    variants: ["bare"],
    ...{ samples: 48, seed: 4, load: { model: "burst", size: 4 } },
  },
  gaps: {
    origins: ["us-west-1"],
    targets: ["eu-west-2"],
    variants: ["db-put/up=20000"],
    ...{ samples: 30, seed: 5, load: { model: "sequential", gapMs: 2_000 } },
  },
};
