import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface CuttingProxy {
  url: string;
  /** Where everything goes; to be called before the first connection. */
  forwardTo(endpoint: string): void;
  stop(): Promise<void>;
}

/** Forwards connections, but resets one in the middle of the answer to a request that `isMeant`. */
export async function cutAnswers(isMeant: (request: string) => boolean): Promise<CuttingProxy> {
  let target = new URL("http://127.0.0.1:1");
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    let cut = false;
    client.on("data", (bytes) => {
      cut ||= isMeant(bytes.toString("latin1"));
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (!cut) client.write(bytes);
      else client.write(bytes.subarray(0, 20), () => client.resetAndDestroy());
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forwardTo(endpoint) {
      target = new URL(endpoint);
    },
    async stop() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
