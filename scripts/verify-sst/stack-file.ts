import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A stack as the CLI names it: "organization/<project>/<stage>". */
export interface Stack {
  readonly project: string;
  readonly stage: string;
}

export interface StateResource {
  urn: string;
  custom: boolean;
  type: string;
  outputs: Record<string, unknown>;
}

export function parseStack(name = ""): Stack {
  const [, project, stage] = name.split("/");
  if (project === undefined || stage === undefined)
    throw new Error(`"${name}" is no stack: it must be organization/<project>/<stage>`);
  return { project, stage };
}

/** Writes the state of a stack nobody deployed, where a file backend keeps it. */
export function initStack(stack: Stack): void {
  const file = fileOf(stack);
  mkdirSync(dirname(file), { recursive: true });
  const manifest = { time: new Date(0).toISOString(), magic: "", version: "" };
  const checkpoint = { stack: `organization/${stack.project}/${stack.stage}`, latest: { manifest } };
  writeFileSync(file, JSON.stringify({ version: 3, checkpoint }));
}

/** The CLI reads back what the components registered, such as links, and makes types of it. */
export function recordResources(stack: Stack, resources: readonly StateResource[]): void {
  const file = fileOf(stack);
  const state = JSON.parse(readFileSync(file, "utf8"));
  state.checkpoint.latest.resources = resources;
  writeFileSync(file, JSON.stringify(state));
}

function fileOf({ project, stage }: Stack): string {
  const backend = process.env.PULUMI_BACKEND_URL;
  if (!backend?.startsWith("file://"))
    throw new Error(`PULUMI_BACKEND_URL must be a file:// URL: ${backend}`);
  return join(fileURLToPath(backend), ".pulumi/stacks", project, `${stage}.json`);
}
