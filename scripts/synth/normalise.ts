import type { Bundle, Resource, ResourceGraph } from "../graph.ts";
import { builderOptions } from "./builder.ts";
import type { BuildInput } from "./server.ts";
import { accountId } from "./state.ts";

export interface Registration {
  type: string;
  name: string;
  region: string;
  id: string;
  arn?: string;
  inputs: Record<string, unknown>;
  /** Whether it stays on AWS when the description no longer has it. */
  isRetained: boolean;
}

/** How SST ships code, which differs between machines; `bundle` stands for it. */
const packaging = new Set(["aws:s3/bucketObjectv2:BucketObjectv2", "random:index/randomBytes:RandomBytes"]);
const packagingInputs = new Set(["s3Bucket", "s3Key", "SST_KEY", "SST_KEY_FILE"]);

export function toGraph(
  header: Pick<ResourceGraph, "app" | "stage" | "homeRegion">,
  registrations: readonly Registration[],
  builds: ReadonlyMap<string, BuildInput>,
): ResourceGraph {
  const resources = registrations
    .filter(({ type }) => !type.startsWith("pulumi:") && !packaging.has(type))
    .map((registration) => toResource(registration, builds))
    .sort((a, b) => compare(a.type, b.type) || compare(a.region, b.region) || compare(a.name, b.name));
  return { ...header, accountId, resources };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function toResource(registration: Registration, builds: ReadonlyMap<string, BuildInput>): Resource {
  const { type, name, region, id, arn, isRetained } = registration;
  const build =
    type === "aws:lambda/function:Function" ? builds.get(name.replace(/Function$/, "")) : undefined;
  return {
    type,
    name,
    region,
    id,
    ...(arn !== undefined && { arn }),
    inputs: plain(registration.inputs) as Record<string, unknown>,
    ...(isRetained && { retainOnDelete: true as const }),
    ...(build && { bundle: toBundle(build) }),
  };
}

const toBundle = ({ handler, links, runtime, properties }: BuildInput): Bundle => ({
  handler,
  links,
  esbuild: builderOptions(runtime, properties),
});

const signature = "4dabf18193072939515e22adb298388d";

/** Takes secrets out of Pulumi's wrapping, drops packaging and what is null, and sorts keys. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if (signature in value && "value" in value) return plain(value.value);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, plain(inner)] as const)
      .filter(([key, inner]) => inner !== null && !packagingInputs.has(key))
      .sort(([a], [b]) => compare(a, b)),
  );
}
