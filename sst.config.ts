/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  async app({ stage }) {
    const { appName, isProduction, settingsFor } = await import("./stacks/config.ts");
    return {
      name: appName,
      home: "aws",
      removal: isProduction(stage) ? "retain" : "remove",
      protect: isProduction(stage),
      providers: { aws: { region: settingsFor(stage).homeRegion } },
      // sst-env.d.ts at the root is enough; each package would get one that refers to it.
      types: { ignore: ["packages"] },
    };
  },
  async run() {
    const { execSync } = await import("node:child_process");
    // Into packages/web/dist, which the function of the page is bundled with.
    execSync("npm run --silent page", { stdio: "inherit" });
    const { outputs } = await import("./stacks/index.ts");
    return outputs;
  },
});
