import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { answerCall } from "../synth/calls.ts";
import { leaveOutPromiseTraces } from "../synth/promise-traces.ts";
import { stateOf } from "../synth/state.ts";
import { openEventLog } from "./event-log.ts";
import { initStack, parseStack, recordResources, type Stack } from "./stack-file.ts";

// Stands in for the `pulumi` executable: runs the program the SST CLI bundled on Pulumi's mock monitor.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stack: { type: "string" },
    "event-log": { type: "string" },
    config: { type: "string", multiple: true },
    "non-interactive": { type: "boolean" },
  },
});
const command = positionals.join(" ");
if (command.startsWith("stack init ")) initStack(parseStack(positionals[2]));
else if (command === "preview") await preview(parseStack(values.stack), values["event-log"] ?? "");
else throw new Error(`scripts/verify-sst/engine.ts does not know \`pulumi ${command}\`; add it there`);

async function preview(stack: Stack, eventFile: string): Promise<void> {
  const events = openEventLog(eventFile);
  process.on("unhandledRejection", events.failed);
  const main = mainFile();
  // The program's own copy of the runtime: it keeps its state in globals.
  const load = createRequire(main);
  const runtime: typeof import("@pulumi/pulumi/runtime") = load("@pulumi/pulumi/runtime");
  leaveOutPromiseTraces(load("@pulumi/pulumi/runtime/debuggable.js"));

  const config = Object.fromEntries((values.config ?? []).map(splitSetting));
  const homeRegion = config["aws:region"] ?? "";
  const providerRegions = new Map<string, string>();
  /** A provider is referred to as `urn:pulumi:stage::app::type::name::id`. */
  const regionOf = (provider = "") => providerRegions.get(provider.split("::")[3] ?? "") ?? homeRegion;
  await runtime.setMocks(
    {
      newResource(resource) {
        const { type, name, inputs, provider } = resource;
        if (type === "pulumi:providers:aws") providerRegions.set(name, inputs.region ?? homeRegion);
        return stateOf(resource, regionOf(provider));
      },
      call: (call) => answerCall(call, regionOf(call.provider)),
    },
    stack.project,
    stack.stage,
    true,
    "organization",
  );
  runtime.setAllConfig(config);
  const monitor = runtime.getMonitor();
  const newUrn = monitor.newUrn.bind(monitor);
  monitor.newUrn = (parent, type, name) => {
    const urn = newUrn(parent, type, name);
    events.created(urn, type);
    return urn;
  };

  // Components register resources from callbacks nobody awaits; an empty event loop says the last has run.
  process.once("beforeExit", () => {
    recordResources(
      stack,
      [...monitor.resources].map(([urn, { state }]) => ({
        urn,
        custom: false,
        type: urn.split("::")[2]?.split("$").pop() ?? "",
        outputs: typeof state.toJavaScript === "function" ? revealed(state.toJavaScript()) : {},
      })),
    );
    process.exitCode = events.finish() ? 0 : 1;
  });
  await runtime
    .runInPulumiStack(async () => (await import(pathToFileURL(main).href)).default)
    .catch(events.failed);
}

function mainFile(): string {
  const main = /^main: (.*)$/m.exec(readFileSync("Pulumi.yaml", "utf8"))?.[1];
  if (main === undefined) throw new Error("Pulumi.yaml names no main file");
  return main;
}

/** "aws:region=us-east-1" in two. */
function splitSetting(setting: string): [string, string] {
  const at = setting.indexOf("=");
  return [setting.slice(0, at), setting.slice(at + 1)];
}

const secretSignature = "4dabf18193072939515e22adb298388d";

/** The outputs of a component with secrets, resources and the like replaced by the values they wrap. */
function revealed(outputs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, reveal(value)]));
}

function reveal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reveal);
  if (typeof value !== "object" || value === null) return value;
  if (secretSignature in value) return reveal("value" in value ? value.value : null);
  return revealed(value as Record<string, unknown>);
}
