import type { ReconcileDeps } from "@crisscross/functions/sealing/reconcile-deps";

/** What a test of something else gives reconcile: nothing to delete, and nobody who is told. */
export const quiet: Pick<ReconcileDeps, "purges" | "events" | "log"> = {
  purges: {
    async *purges() {},
    deleteData: async () => true,
    closePurge: async () => {},
  },
  events: { publish: async () => {} },
  log: { sealed: () => {}, finished: () => {}, announced: () => {}, deleted: () => {} },
};
