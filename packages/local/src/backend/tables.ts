import { mkdirSync } from "node:fs";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { join } from "node:path";
import dynalite from "dynalite";
import { type OnFailedWrite, openKept } from "../failed-write.ts";
import type { Backend } from "./backend.ts";
import { capture } from "./capture.ts";
import { guardWrites, withStore } from "./table-store.ts";

/** DynamoDB: one dynalite a region, because each knows one namespace only. Kept under dataDir/dynamodb if given. */
export function createTables(dataDir: string | undefined, onFailedWrite: OnFailedWrite): Backend {
  const servers = new Map<string, Promise<Server>>();
  const open = (region: string): Promise<Server> => {
    const running = servers.get(region) ?? openRegion(region, dataDir, onFailedWrite);
    servers.set(region, running);
    return running;
  };
  return {
    async answer(call, region) {
      const server = await open(region);
      return capture(call, (request: IncomingMessage, response: ServerResponse) => {
        server.emit("request", request, response);
      });
    },
    async stop() {
      await Promise.all([...servers.values()].map(async (server) => close(await server)));
    },
  };
}

async function openRegion(
  region: string,
  dataDir: string | undefined,
  onFailedWrite: OnFailedWrite,
): Promise<Server> {
  const file = `dynamodb/${region}`;
  const folder = dataDir === undefined ? undefined : join(dataDir, "dynamodb", region);
  if (folder !== undefined)
    openKept(file, onFailedWrite, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  const { made: server, db } = withStore(() =>
    inRegion(region, () =>
      dynalite({
        createTableMs: 0,
        deleteTableMs: 0,
        updateTableMs: 0,
        ...(folder === undefined ? {} : { path: folder }),
      }),
    ),
  );
  guardWrites(db, file, onFailedWrite);
  await db.open().catch((error: Error) => {
    openKept(file, onFailedWrite, () => {
      throw error.cause ?? error;
    });
  });
  // It is spoken to through `emit`, but closes its store only if it was listening.
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return server;
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

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}
