declare module "dynalite" {
  import type { Server } from "node:http";

  export default function dynalite(options: {
    createTableMs: number;
    deleteTableMs: number;
    updateTableMs: number;
    /** Folder of the LevelDB store; in memory when absent. */
    path?: string;
  }): Server;
}

declare module "dynalite/db/index.js" {
  export interface Store {
    lifecycleManager: { gracefulClose(): Promise<void> };
  }

  const databases: { create: (options: object) => Store };
  export default databases;
}
