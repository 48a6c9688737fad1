import type { Whereabouts } from "../render/next-steps.ts";

/** When a command is stopped: a job outlives it where its cloud does, or its data. */
export function partingWords(id: string, where: Whereabouts): string {
  switch (where.kind) {
    case "gone":
      return "";
    case "kept":
      return `crisscross: job ${id} is kept, and goes on with npx crisscross up --data ${where.dataDir}\n`;
    case "running":
      return `crisscross: job ${id} goes on; cancel it with npx crisscross cancel ${id} --data ${where.dataDir}\n`;
    case "api":
      return `crisscross: job ${id} goes on; cancel it with npx crisscross cancel ${id} --api ${where.url}\n`;
  }
}

/** When a job can no longer be followed: it may be all that is left of the command. */
export function lastWords(id: string, where: Whereabouts): string {
  switch (where.kind) {
    case "gone":
      return "";
    case "kept":
    case "running":
      return `crisscross: job ${id} is kept in ${where.dataDir}\n`;
    case "api":
      return `crisscross: job ${id} was accepted by ${where.url}\n`;
  }
}
