import type { Resource } from "../../graph/graph.ts";
import { readBlock, readNumber, readText } from "../../graph/inputs.ts";
import { text, whole } from "../../graph/limits.ts";
import { permits } from "../../iam/evaluate.ts";
import type { Role } from "../../iam/roles.ts";
import type { Kinds } from "../../service/service.ts";
import type { FunctionSpec, LambdaHost } from "../contract.ts";

/** What building functions needs. */
export interface FunctionSite {
  /** Absolute folder that handler paths start from. */
  root: string;
  accountId: string;
  host: Pick<LambdaHost, "add" | "replace">;
  roles: ReadonlyMap<string, Role>;
  secrets: Readonly<Record<string, string>>;
  /** Values that replace a variable in every function that has it. */
  variables: Readonly<Record<string, string>>;
}

const api = "Lambda API Reference";
const quotas = "Lambda Developer Guide, Lambda quotas";

export const functionKinds: Kinds<FunctionSite> = {
  "aws:lambda/function:Function": {
    rules: {
      used: [
        "environment",
        "loggingConfig",
        "memorySize",
        "reservedConcurrentExecutions",
        "role",
        "tenancyConfig",
        "timeout",
      ],
      inert: {
        architectures: "functions run on this machine's architecture",
        code: "the handler is bundled from the sources",
        ephemeralStorage: "functions write to this machine's temporary folder",
        handler: "the bundle's handler is what the deployed wrapper calls",
        s3Bucket: "the handler is bundled from the sources",
        s3Key: "the handler is bundled from the sources",
        s3ObjectVersion: "the handler is bundled from the sources",
        sourceCodeHash: "the handler is bundled from the sources",
        skipDestroy: "nothing is destroyed here",
        tracingConfig: "there is no X-Ray here",
      },
      fixed: { packageType: ["Zip"], publish: [false], runtime: ["nodejs24.x"] },
      limits: {
        name: text(api, /^[\w-]{1,64}$/, "1 to 64 letters, digits, - and _"),
        timeout: whole(quotas, 1, 900),
        memorySize: whole(quotas, 128, 10_240),
        // Pulumi writes "unreserved" as -1.
        reservedConcurrentExecutions: whole(api, -1, 1_000_000),
        "tenancyConfig.tenantIsolationMode": text(api, /^PER_TENANT$/, "PER_TENANT"),
        "ephemeralStorage.size": whole(quotas, 512, 10_240),
      },
    },
    build: (site, resource) => site.host.add(checkFunction(site, resource)),
    replace: (site, resource) => site.host.replace(checkFunction(site, resource)),
  },
};

const SECRET = "secret:";
/** Where the deployed function finds its links encrypted; here they are plain variables instead. */
const encryptedLinks = new Set(["SST_KEY", "SST_KEY_FILE"]);

function checkFunction(site: FunctionSite, resource: Resource): FunctionSpec {
  const spec = describeFunction(site, resource);
  const trust = site.roles.get(spec.roleArn)?.trust ?? [];
  const principals = ["Service:lambda.amazonaws.com"];
  if (!permits(trust, { action: "sts:AssumeRole", resource: spec.roleArn, principals, context: {} })) {
    throw new Error(
      `The role ${spec.roleArn} of the function ${spec.name} (${spec.region}) cannot be assumed by Lambda; its trust policy has to allow lambda.amazonaws.com sts:AssumeRole.`,
    );
  }
  return spec;
}

function describeFunction(site: FunctionSite, resource: Resource): FunctionSpec {
  if (resource.bundle === undefined) {
    throw new Error(
      `The function ${resource.name} has no bundle in the graph; run npm run synth to write it again.`,
    );
  }
  const { handler, esbuild } = resource.bundle;
  const name = readText(resource, "name");
  const logging =
    readBlock<{ logFormat: string; logGroup: string; systemLogLevel: string }>(resource, "loggingConfig") ??
    {};
  const { logFormat = "Text", systemLogLevel = "INFO" } = logging;
  if (logFormat !== "JSON")
    throw new Error(
      `The function ${name} has the log format ${logFormat}; the local cloud supports JSON: set loggingConfig.logFormat to it.`,
    );
  if (systemLogLevel !== "INFO" && systemLogLevel !== "WARN")
    throw new Error(
      `The function ${name} has the system log level ${systemLogLevel}; the local cloud supports INFO and WARN.`,
    );
  const reserved = readNumber(resource, "reservedConcurrentExecutions");
  return {
    name,
    region: resource.region,
    arn: resource.arn ?? `arn:aws:lambda:${resource.region}:${site.accountId}:function:${name}`,
    roleArn: readText(resource, "role"),
    source: { root: site.root, handler, esbuild },
    memoryMb: readNumber(resource, "memorySize") ?? 128,
    timeoutMs: (readNumber(resource, "timeout") ?? 3) * 1000,
    // Pulumi writes "unreserved" as -1.
    ...(reserved === undefined || reserved < 0 ? {} : { reservedConcurrency: reserved }),
    ...(resource.inputs.tenancyConfig !== undefined && { isTenantIsolated: true }),
    variables: readVariables(site, resource),
    systemLogLevel,
    logGroup: logging.logGroup ?? `/aws/lambda/${name}`,
  };
}

function readVariables(site: FunctionSite, resource: Resource): Record<string, string> {
  const variables: Record<string, string> = {};
  const own = readBlock<{ variables: Record<string, string> }>(resource, "environment")?.variables ?? {};
  for (const [name, value] of Object.entries(own)) {
    if (encryptedLinks.has(name)) continue;
    variables[name] = site.variables[name] ?? String(reveal(site, resource, value));
  }
  for (const [name, properties] of Object.entries(resource.bundle?.links ?? {})) {
    variables[`SST_RESOURCE_${name}`] = JSON.stringify(reveal(site, resource, properties));
  }
  return variables;
}

/** Puts the values of secrets where the graph has only their names. */
function reveal(site: FunctionSite, resource: Resource, value: unknown): unknown {
  if (typeof value === "string" && value.startsWith(SECRET)) {
    const name = value.slice(SECRET.length);
    const secret = site.secrets[name];
    if (secret !== undefined) return secret;
    throw new Error(`The function ${resource.name} needs the secret ${name}; pass its value in \`secrets\`.`);
  }
  if (Array.isArray(value)) return value.map((item) => reveal(site, resource, item));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, reveal(site, resource, item)]),
    );
  }
  return value;
}
