import type { Level } from "@crisscross/core/sample/call";
import { nowUs } from "../calls/clock.ts";

/** The execution environment this module was loaded into, and the count of what it has served. */
export interface ExecutionEnvironment {
  environment: string;
  /** Marks the start of an invocation; call what it returns with the rest of the Level when the answer is ready. */
  enter(): (rest?: Pick<Level, "db" | "call">) => Level;
}

/** Call once, last in a handler's module: `readyUs` is when loading ended. No imports: inner must stay small. */
export function openEnvironment(): ExecutionEnvironment {
  const readyUs = nowUs();
  const environment = crypto.randomUUID();
  const initType = process.env.AWS_LAMBDA_INITIALIZATION_TYPE ?? "unknown";
  let servedSoFar = 0;
  return {
    environment,
    enter() {
      const startUs = nowUs();
      const served = servedSoFar++;
      return (rest) => ({ environment, served, initType, readyUs, startUs, endUs: nowUs(), ...rest });
    },
  };
}
