import type { Edit } from "../../scripts/bundle.ts";

/** stacks/config.ts as if it gave every stage these settings, written as TypeScript, over whatever else it says. */
export const settingsEdit = (settings: string): Edit => ({
  file: "config.ts",
  find: "{ ...defaults, ...perStage[stage] }",
  replace: `{ ...defaults, ...perStage[stage], ...${settings} }`,
});
