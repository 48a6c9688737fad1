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
  export type Done = (error?: unknown, value?: unknown) => void;

  /** The LevelDB of one dynalite, as dynalite has wrapped it. */
  export interface Level {
    open(): Promise<void>;
    /** What every Query and Scan goes through. */
    values(options?: object): unknown;
    get(key: string, done: Done): void;
    put(key: string, value: unknown, done: Done): void;
    del(key: string, done: Done): void;
    batch(operations: readonly object[], done: Done): void;
  }

  export interface Store {
    db: Level;
    /** Of the tables' descriptions; the region is that of the ARNs given to new ones. */
    tableDb: { awsRegion: string };
    lifecycleManager: { gracefulClose(): Promise<void> };
  }

  const databases: { create: (options: object) => Store };
  export default databases;
}
