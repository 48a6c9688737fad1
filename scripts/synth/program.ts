import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { answerCall } from "./calls.ts";
import { type Registration, toGraph } from "./normalise.ts";
import { leaveOutPromiseTraces } from "./promise-traces.ts";
import { noteRetained, type RegisteringMonitor, retainedKey } from "./retained.ts";
import { startCliServer } from "./server.ts";
import { stateOf } from "./state.ts";

/** Handed over by scripts/synth.ts, which bundles and starts this file. */
export interface Request {
  root: string;
  work: string;
  stage: string;
  dev: boolean;
  output: string;
}

const request = JSON.parse(process.env.SYNTH_REQUEST ?? "{}") as Request;
const { root, work, stage, dev } = request;

const bundleDir = join(work, "bundle");
mkdirSync(bundleDir);
writeFileSync(join(bundleDir, "bundle.mjs"), "export const handler = () => {};");
const server = await startCliServer(bundleDir);
process.env.SST_SERVER = server.url;

Object.assign(globalThis, { $config: (config: unknown) => config });
const { default: config } = await import("../../sst.config.ts");
const app = await config.app({ stage });
const homeRegion = (app.providers as { aws: { region: string } }).aws.region;
process.env.SST_AWS_REGION = homeRegion;

leaveOutPromiseTraces(createRequire(import.meta.url)("@pulumi/pulumi/runtime/debuggable.js"));
const registrations: Omit<Registration, "isRetained">[] = [];
const providerRegions = new Map<string, string>();
/** A provider is referred to as `urn:pulumi:stage::app::type::name::id`. */
const regionOf = (provider: string | undefined) =>
  providerRegions.get(provider?.split("::").at(3) ?? "") ?? homeRegion;

await pulumi.runtime.setMocks(
  {
    newResource(resource) {
      const { type, name, inputs, custom, provider } = resource;
      if (type === "pulumi:providers:aws") providerRegions.set(name, inputs.region);
      const region = regionOf(provider);
      const answer = stateOf(resource, region);
      if (custom)
        registrations.push({ type, name, region, inputs, id: answer.id ?? name, arn: answer.state.arn });
      return answer;
    },
    call: (call) => answerCall(call, regionOf(call.provider)),
  },
  app.name,
  stage,
  false,
  "organization",
);

// URNs as the engine writes them, without the stack's own type: SST reads a link's type out of them.
const monitor = pulumi.runtime.getMonitor() as unknown as RegisteringMonitor & {
  newUrn(parent: string, type: string, name: string): string;
};
const retained = noteRetained(monitor);
monitor.newUrn = (parent, type, name) => {
  const parentType = parent ? parent.split("::")[2] : "pulumi:pulumi:Stack";
  const prefix = parentType === "pulumi:pulumi:Stack" ? "" : `${parentType}$`;
  return `urn:pulumi:${stage}::${app.name}::${prefix}${type}::${name}`;
};

const { output, all, interpolate, concat, jsonParse, jsonStringify } = pulumi;
Object.assign(globalThis, {
  aws,
  $app: { ...app, stage },
  $dev: dev,
  $cli: {
    command: dev ? "dev" : "deploy",
    rpc: "",
    paths: { home: root, root, work, platform: join(root, ".sst/platform") },
    state: { version: {} },
  },
  $util: pulumi,
  $output: output,
  $resolve: all,
  $interpolate: interpolate,
  $concat: concat,
  $jsonParse: jsonParse,
  $jsonStringify: jsonStringify,
});
// SST's sources read these globals while they load.
const { run, $asset, $transform, sst } = await import("./platform.ts");
Object.assign(globalThis, { sst, $asset, $transform });

// Components register resources from callbacks nobody awaits; an empty event loop says the last has run.
process.once("beforeExit", () => {
  const resources = registrations.map((one) => ({ ...one, isRetained: retained.has(retainedKey(one)) }));
  const graph = toGraph({ app: app.name, stage, homeRegion }, resources, server.builds);
  writeFileSync(request.output, `${JSON.stringify(graph, null, 2)}\n`);
});
await pulumi.runtime.runInPulumiStack(() => run(config.run));
