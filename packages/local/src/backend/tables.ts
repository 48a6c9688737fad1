import { mkdirSync } from "node:fs";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { join } from "node:path";
import dynalite from "dynalite";
import databases, { type Store } from "dynalite/db/index.js";
import type { Backend } from "./backend.ts";
import { capture } from "./capture.ts";
import { closeEndedIterators } from "./close-iterators.ts";

/**
 * DynamoDB: one dynalite a region, because each knows one namespace only. Kept under dataDir/dynamodb if given. They look
 * at no key, so none of them listens: whoever reaches them came through the gateway.
 */
export function createTables(dataDir: string | undefined): Backend {
  closeEndedIterators();
  const tables = new Map<string, Tables>();
  const open = (region: string): Tables => {
    const running = tables.get(region) ?? openRegion(region, dataDir);
    tables.set(region, running);
    return running;
  };
  return {
    answer: (call, region) =>
      capture(call, (request: IncomingMessage, response: ServerResponse) => {
        open(region).server.emit("request", request, response);
      }),
    async stop() {
      await Promise.all([...tables.values()].map(({ store }) => store.lifecycleManager.gracefulClose()));
    },
  };
}

interface Tables {
  server: Server;
  store: Store;
}

function openRegion(region: string, dataDir: string | undefined): Tables {
  const folder = dataDir === undefined ? undefined : join(dataDir, "dynamodb", region);
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  return inRegion(region, () =>
    withStore(() =>
      dynalite({
        createTableMs: 0,
        deleteTableMs: 0,
        updateTableMs: 0,
        ...(folder === undefined ? {} : { path: folder }),
      }),
    ),
  );
}

/** A dynalite that never listened cannot be closed, only its store can; so that is noted as it is made. */
function withStore(create: () => Server): Tables {
  const createStore = databases.create;
  let store: Store | undefined;
  databases.create = (options) => {
    store = createStore(options);
    return store;
  };
  try {
    const server = create();
    if (store === undefined) throw new Error("dynalite has made no store; only version 4.0.0 is known here.");
    return { server, store };
  } finally {
    databases.create = createStore;
  }
}

/** dynalite takes the region of its ARNs from the environment, once, while it is created. */
function inRegion<T>(region: string, create: () => T): T {
  const before = process.env.AWS_REGION;
  process.env.AWS_REGION = region;
  try {
    return create();
  } finally {
    if (before === undefined) delete process.env.AWS_REGION;
    else process.env.AWS_REGION = before;
  }
}
