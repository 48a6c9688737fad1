import type { Level } from "@crisscross/core/sample/call";
import { nowUs } from "../calls/clock.ts";
import { bundleHash } from "./bundle-hash.ts";

/** The execution environment this module was loaded into, and the count of what it has served. */
interface ExecutionEnvironment {
  environment: string;
  /** What it runs as, see core's sample/build.ts. */
  build: string;
  /** Marks the start of an invocation; call what it returns with the rest of the Level when the answer is ready. */
  enter(): (rest?: Pick<Level, "db" | "call">) => Level;
}

/** Call once, last in a handler's module: `readyUs` is when loading ended. No imports but Node.js's own: inner must stay small. */
export function openEnvironment(): ExecutionEnvironment {
  const readyUs = nowUs();
  const build = buildOf(process);
  const environment = crypto.randomUUID();
  const initType = process.env.AWS_LAMBDA_INITIALIZATION_TYPE ?? "unknown";
  let servedSoFar = 0;
  return {
    environment,
    build,
    enter() {
      const startUs = nowUs();
      const served = servedSoFar++;
      return (rest) => ({ environment, build, served, initType, readyUs, startUs, endUs: nowUs(), ...rest });
    },
  };
}

function buildOf({ version, arch, env }: NodeJS.Process): string {
  return `${version} ${arch} ${env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE} MB ${bundleHash().slice(0, 12)}`;
}
