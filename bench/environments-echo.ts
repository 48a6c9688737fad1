/** A TCP echo in a process of its own, so that no measured process answers itself. */

import type { AddressInfo } from "node:net";
import { createServer } from "node:net";

const server = createServer((socket) => socket.setNoDelay().pipe(socket)).listen(0, "127.0.0.1", () =>
  process.send?.((server.address() as AddressInfo).port),
);
process.on("disconnect", () => process.exit(0));
