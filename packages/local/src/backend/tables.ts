import { mkdirSync } from "node:fs";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { join } from "node:path";
import dynalite from "dynalite";
import type { Backend } from "./backend.ts";
import { capture } from "./capture.ts";
import { closeEndedIterators } from "./close-iterators.ts";

/** DynamoDB: one dynalite a region, because each knows one namespace only. Kept under dataDir/dynamodb if given. */
export function createTables(dataDir: string | undefined): Backend {
  closeEndedIterators();
  const servers = new Map<string, Promise<Server>>();
  const open = (region: string): Promise<Server> => {
    const running = servers.get(region) ?? openRegion(region, dataDir);
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

async function openRegion(region: string, dataDir: string | undefined): Promise<Server> {
  const folder = dataDir === undefined ? undefined : join(dataDir, "dynamodb", region);
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const server = inRegion(region, () =>
    dynalite({
      createTableMs: 0,
      deleteTableMs: 0,
      updateTableMs: 0,
      ...(folder === undefined ? {} : { path: folder }),
    }),
  );
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
