import { mkdirSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import * as model from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import type { Store } from "dynalite/db/index.js";
import { answered, type Backend } from "../service/backend.ts";
import type { Reply, ServiceCall } from "../service/call.ts";
import { capture } from "../service/capture.ts";
import { type OnFailedWrite, openKept } from "../service/failed-write.ts";
import { Refusal } from "../service/refusal.ts";
import type { ServiceRequest } from "../service/service-request.ts";
import { stopOnceAnswered } from "../service/stop-once-answered.ts";
import { closeEndedIterators } from "./close-iterators.ts";
import { checkTypes } from "./input-types.ts";
import { failTables, invalidTable } from "./table-failure.ts";
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
  const ask = async ({ operation, input, region, call }: ServiceRequest): Promise<Reply> => {
    // Of a null in a list, for one, dynalite 4.0.0 dies.
    checkTypes(model, operation, input, invalidTable.code);
    const { server } = await open(region);
    const reply = await askDynalite(server, call).catch(refuseThrown);
    // dynalite does so without a word.
    if (reply.status === 400 && Buffer.from(reply.body).includes("UnknownOperationException"))
      throw new Refusal("unsupported", `The local cloud's DynamoDB has no operation ${operation}.`);
    return reply;
  };
  return stopOnceAnswered({
    answer: (request) => answered(failTables, ask(request)),
    // A dynalite that never listened cannot be closed, only its store can.
    async stop() {
      const opened = await Promise.all(tables.values());
      await Promise.all(opened.map(({ store }) => store.lifecycleManager.gracefulClose()));
    },
  });
}

function askDynalite(server: Server, call: ServiceCall): Promise<Reply> {
  return new Promise((resolve, reject) => {
    endWithThrown(reject, () => {
      capture(call, (request, response) => server.emit("request", request, response)).then(resolve, reject);
    });
  });
}

function refuseThrown(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  throw new Refusal(
    { code: "com.amazonaws.dynamodb.v20120810#InternalServerError", status: 500 },
    `The local cloud's DynamoDB failed at this request: ${reason}`,
  );
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
