import { fileURLToPath } from "node:url";
import type { FunctionSpec } from "@crisscross/local/lambda/contract";

const root = fileURLToPath(new URL("../../..", import.meta.url));
export const region = "eu-west-2";

/** A function in eu-west-2 that runs the probe fixture, unless `changes` say otherwise. */
export function spec(name: string, changes: Partial<FunctionSpec> = {}): FunctionSpec {
  return {
    name,
    region,
    arn: `arn:aws:lambda:${region}:000000000000:function:${name}`,
    roleArn: `arn:aws:iam::000000000000:role/${name}`,
    source: { root, handler: "test/local/lambda/fixtures/probe.handler", esbuild: {} },
    memoryMb: 128,
    timeoutMs: 20_000,
    variables: {},
    logGroup: `/aws/lambda/${name}`,
    ...changes,
  };
}

export function fixture(handler: string): Pick<FunctionSpec, "source"> {
  return { source: { root, handler: `test/local/lambda/fixtures/${handler}`, esbuild: {} } };
}
