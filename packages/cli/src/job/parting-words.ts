import type { Whereabouts } from "../render/next-steps.ts";

/** Said when a command is stopped. A job outlives the command where its cloud or its data does. */
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

/** Said when a job can no longer be followed; it may be the last that the command prints. */
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
