import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Answers everything with {}; closes its connections when told to, and says so when they are closed. */
const source = `
  const { workerData, parentPort } = require("node:worker_threads");
  const server = require("node:http").createServer((request, response) => request.resume().on("end", () => response.end("{}")));
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
  const sockets = new Set();
  server.on("connection", (socket) => sockets.add(socket.on("close", () => {
    sockets.delete(socket);
    if (sockets.size > 0) return;
    Atomics.store(workerData, 0, 1);
    Atomics.notify(workerData, 0);
  })));
  parentPort.on("message", () => { for (const socket of sockets) socket.destroy(); });
`;

/** A server in a thread of its own, so that it can hang up while this one stands still. */
export async function openHangingUpServer() {
  const closed = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(source, { eval: true, workerData: closed });
  const [port] = await once(worker, "message");
  return {
    port: Number(port),
    /** Stands still, as a frozen environment does, until the server has closed its connections. */
    freeze() {
      worker.postMessage("hang up");
      Atomics.wait(closed, 0, 0);
    },
    stop: () => worker.terminate(),
  };
}
