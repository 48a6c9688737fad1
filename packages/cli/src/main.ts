#!/usr/bin/env node
import { once } from "node:events";
import { listenForInterrupt } from "./interrupt.ts";
import { run } from "./run.ts";

/** A reader that goes away early (`crisscross probe | head`) ends the writing, not the work. */
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

const { stdout, stderr, env } = process;
const exitCode = await run(process.argv.slice(2), { stdout, stderr, env, interrupted: listenForInterrupt() });
for (const stream of [stdout, stderr]) if (stream.writableLength > 0) await once(stream, "drain");
process.exit(exitCode);
