#!/usr/bin/env node
import { writeSync } from "node:fs";
import { run } from "./run.ts";
import { listenForInterrupt } from "./terminal/interrupt.ts";

/** A reader that goes away early (`crisscross probe | head`) ends the writing, not the work. */
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    const name = stream === process.stdout ? "stdout" : "stderr";
    writeSync(
      2,
      `crisscross: ${name} cannot be written (${error.message}); what was written is incomplete\n`,
    );
    process.exit(1);
  });

const { stdout, stderr, env } = process;
const exitCode = await run(process.argv.slice(2), { stdout, stderr, env, interrupted: listenForInterrupt() });
// An empty write is done when all before it are: a pipe may still be taking the document.
for (const stream of [stdout, stderr]) await new Promise((resolve) => stream.write("", resolve));
process.exit(exitCode);
