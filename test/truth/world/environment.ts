import type { Level } from "@crisscross/core/sample/call";
import type { StartClass } from "@crisscross/core/sample/start-class";
import { openEnvironment } from "@crisscross/functions/edges/execution-environment";
import { type Machine, onMachine } from "./machine.ts";
import type { Making } from "./weather.ts";

/** One execution environment: the real environment of the functions, on a machine with its own clock. */
export interface Environment {
  machine: Machine;
  readyAtUs: number;
  /** How it starts for its next call. */
  start: StartClass;
  /** As a handler does at its start, and, with what this gives, at its end. */
  enter(atUs: number): (atUs: number, rest?: Pick<Level, "db" | "call">) => Level;
}

const initTypes: Readonly<Record<Making, string>> = {
  cold: "on-demand",
  reinit: "on-demand",
  proactive: "on-demand",
  provisioned: "provisioned-concurrency",
  restored: "snap-start",
};

/** Loads the functions' module at `readyAtUs`. Levels carry the machine's name in place of a random one. */
export function openOnMachine(machine: Machine, making: Making, readyAtUs: number): Environment {
  const environment = withInitType(initTypes[making], () => onMachine(machine, readyAtUs, openEnvironment));
  return {
    machine,
    readyAtUs,
    start: making,
    enter(atUs) {
      const leave = onMachine(machine, atUs, () => environment.enter());
      return (endUs, rest) => ({
        ...onMachine(machine, endUs, () => leave(rest)),
        environment: machine.name,
      });
    },
  };
}

const variable = "AWS_LAMBDA_INITIALIZATION_TYPE";

function withInitType<T>(initType: string, run: () => T): T {
  const before = process.env[variable];
  process.env[variable] = initType;
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env[variable];
    else process.env[variable] = before;
  }
}
