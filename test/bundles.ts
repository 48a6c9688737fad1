/** Passed to every cloud of a run that may have its bundles from another one; test/run.ts makes the folder. */
export const sharedBundles: { bundlesDir?: string } =
  process.env.CRISSCROSS_BUNDLES === undefined ? {} : { bundlesDir: process.env.CRISSCROSS_BUNDLES };
