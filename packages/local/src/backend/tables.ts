import { mkdirSync } from "node:fs";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { join } from "node:path";
import dynalite from "dynalite";
import type { Store } from "dynalite/db/index.js";
import type { Backend } from "../service/backend.ts";
import type { Reply } from "../service/call.ts";
import { capture } from "../service/capture.ts";
import { type OnFailedWrite, openKept } from "../service/failed-write.ts";
import { stopOnceAnswered } from "../service/stop-once-answered.ts";
import { answerThrown, refuseTableCall } from "./check-table-call.ts";
import { closeEndedIterators } from "./close-iterators.ts";
import { endWithThrown, guardStore, readPagesAtOnce, withStore } from "./table-store.ts";

/**
 * DynamoDB: one dynalite per region, because each knows one namespace only. Tables are kept under dataDir/dynamodb if it is
 * given. dynalite checks no key, so none listens: every caller comes through the gateway.
 */
export function createTables(dataDir: string | undefined, onFailedWrite: OnFailedWrite): Backend {
  closeEndedIterators();
  const tables = new Map<string, Promise<Tables>>();
  const open = (region: string): Promise<Tables> => {
    const running = tables.get(region) ?? openRegion(region, dataDir, onFailedWrite);
    tables.set(region, running);
    return running;
  };
  return stopOnceAnswered({
    async answer(call, region) {
      const refused = refuseTableCall(call);
      if (refused !== undefined) return refused;
      const { server } = await open(region);
      const asked = new Promise<Reply>((resolve, reject) => {
        endWithThrown(reject, () => {
          capture(call, (request: IncomingMessage, response: ServerResponse) => {
            server.emit("request", request, response);
          }).then(resolve, reject);
        });
      });
      return asked.catch(answerThrown);
    },
    // A dynalite that never listened cannot be closed, only its store can.
    async stop() {
      const opened = await Promise.all(tables.values());
      await Promise.all(opened.map(({ store }) => store.lifecycleManager.gracefulClose()));
    },
  });
}

interface Tables {
  server: Server;
  store: Store;
}

async function openRegion(
  region: string,
  dataDir: string | undefined,
  onFailedWrite: OnFailedWrite,
): Promise<Tables> {
  const file = `dynamodb/${region}`;
  const folder = dataDir === undefined ? undefined : join(dataDir, "dynamodb", region);
  if (folder !== undefined)
    openKept(file, onFailedWrite, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  const { made: server, store } = withStore(() =>
    dynalite({
      createTableMs: 0,
      deleteTableMs: 0,
      updateTableMs: 0,
      ...(folder === undefined ? {} : { path: folder }),
    }),
  );
  store.tableDb.awsRegion = region;
  guardStore(store.db, file, onFailedWrite);
  readPagesAtOnce(store.db);
  await store.db.open().catch((error: Error) => {
    openKept(file, onFailedWrite, () => {
      throw error.cause ?? error;
    });
  });
  return { server, store };
}
