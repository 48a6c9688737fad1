import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { InnerEvent } from "@crisscross/functions/calls/inner-event";
import { build } from "esbuild";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

const event: InnerEvent = {
  v: 1,
  work: "bare",
  seed: 1,
  customer: 0,
  deadlineMs: 500,
  downBytes: 0,
  padding: "",
};

beforeEach(() => {
  vi.resetModules();
  vi.stubEnv("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
});
afterEach(() => vi.unstubAllEnvs());

it("says who answers, how often it did, and when", async () => {
  const { handler } = await import("@crisscross/functions/inner");
  const first = await handler(event);
  const second = await handler(event);
  expect(first).toMatchObject({ served: 0, initType: "on-demand", padding: "" });
  expect(second).toMatchObject({ served: 1, environment: first.environment, readyUs: first.readyUs });
  const times = [first.readyUs, first.startUs, first.endUs, second.startUs, second.endUs];
  expect(times.toSorted((a, b) => a - b)).toEqual(times);
  expect(times.every(Number.isSafeInteger)).toBe(true);
});

it("is another environment when loaded again", async () => {
  const { handler: one } = await import("@crisscross/functions/inner");
  const { environment } = await one(event);
  vi.resetModules();
  const { handler: other } = await import("@crisscross/functions/inner");
  expect(await other(event)).toMatchObject({ served: 0 });
  expect((await other(event)).environment).not.toBe(environment);
});

it("says what it runs as: Node.js, processor, memory, and the very file it was loaded from", async () => {
  vi.stubEnv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256");
  const folder = await mkdtemp(join(tmpdir(), "crisscross-inner-"));
  const outfile = join(folder, "inner.mjs");
  const entryPoints = [join(import.meta.dirname, "../../packages/functions/src/inner.ts")];
  await build({ entryPoints, outfile, bundle: true, format: "esm", minify: true, platform: "node" });
  const { handler } = await import(/* @vite-ignore */ pathToFileURL(outfile).href);
  const digits = createHash("sha256")
    .update(await readFile(outfile))
    .digest("hex")
    .slice(0, 12);
  expect((await handler(event)).build).toBe(`${process.version} ${process.arch} 256 MB ${digits}`);
  await rm(folder, { recursive: true });
});

it("pads its answer as asked", async () => {
  const { handler } = await import("@crisscross/functions/inner");
  expect((await handler({ ...event, downBytes: 262_144 })).padding).toBe("x".repeat(262_144));
});

it.each([
  // Five AWS clients. Nobody measures its cold start.
  // Of these 116 KB are the OpenAPI document, which is evaluated only when somebody asks for it. No probe goes through it.
  ["api", 896],
  ["authorize", 512],
  ["plan", 512],
  // Three AWS clients.
  ["reconcile", 544],
  // Four AWS clients. Its start is before the marks of every probe.
  ["consume", 552],
  ["outer", 512],
  ["inner", 2],
  ["inner-db", 512],
] as const)("bundles %s as ESM of at most %i KB", async (verb, maxKb) => {
  const { outputFiles, errors } = await build({
    entryPoints: [join(import.meta.dirname, `../../packages/functions/src/${verb}.ts`)],
    bundle: true,
    write: false,
    format: "esm",
    minify: true,
    platform: "node",
    mainFields: ["module", "main"],
    logLevel: "silent",
  });
  expect(errors).toEqual([]);
  const bytes = outputFiles[0]?.contents.byteLength ?? Number.POSITIVE_INFINITY;
  expect(bytes).toBeLessThanOrEqual(maxKb * 1_024);
});
