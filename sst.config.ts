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
    };
  },
  async run() {
    const { outputs } = await import("./stacks/index.ts");
    return outputs;
  },
});
