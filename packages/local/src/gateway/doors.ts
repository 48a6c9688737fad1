import { createServer, type Server, type ServerOptions } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { requestLimitMs } from "../service/body-room.ts";
import { readMachineUs } from "../time/times.ts";
import { makeCertificate } from "../wan/certificate.ts";
import type { Network } from "../wan/network.ts";

export interface SecureDoor {
  port: number;
  /** PEM of what it shows, which is signed by itself. */
  certificate: string;
}

interface Doors {
  servers: readonly Server[];
  /** Of the one that does without names and TLS. */
  port: number;
  secure?: SecureDoor;
}

/** Listens on 127.0.0.1 for clients with an endpoint and, with a network, by TLS for environments, which have names. */
export async function openDoors(
  limits: ServerOptions,
  network?: Pick<Network, "idleCloseMs" | "regions" | "noteIdleClose">,
): Promise<Doors> {
  // An SDK client keeps its connections for as long as its environment lives.
  const options = { keepAliveTimeout: 0, requestTimeout: requestLimitMs, ...limits };
  const plain = createServer(options);
  const port = await listen(plain);
  if (network === undefined) return { servers: [plain], port };
  const { certificate, key } = await makeCertificate(network.regions);
  const idle = { keepAliveTimeout: network.idleCloseMs, keepAliveTimeoutBuffer: 0 };
  const server = createSecureServer({ ...options, ...idle, cert: certificate, key });
  server.on("timeout", (socket) => {
    network.noteIdleClose(socket, readMachineUs());
    socket.destroy();
  });
  return { servers: [plain, server], port, secure: { port: await listen(server), certificate } };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

export const closeDoor = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
