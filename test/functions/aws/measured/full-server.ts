import { once } from "node:events";
import { connect } from "node:net";
import { Worker } from "node:worker_threads";

/** Its thread stands still from when it listens until it is let go on; then it answers everything. */
const source = `
  const { workerData, parentPort } = require("node:worker_threads");
  const server = require("node:http").createServer((request, response) => response.end());
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(workerData, 0, 0);
  });
`;

export interface FullServer {
  port: number;
  /** From now on it accepts. A connection that was begun before is had a second after its beginning: TCP asks again then. */
  accept(): void;
  stop(): Promise<unknown>;
}

/** A server on 127.0.0.1 whose backlog is full, so that a connection to it stays unanswered. */
export async function openFullServer(): Promise<FullServer> {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(source, { eval: true, workerData: gate });
  const [port] = await once(worker, "message");
  // A backlog of one holds two.
  const waiting = [connect(port, "127.0.0.1"), connect(port, "127.0.0.1")];
  await Promise.all(waiting.map((socket) => once(socket, "connect")));
  const accept = () => {
    Atomics.store(gate, 0, 1);
    Atomics.notify(gate, 0);
  };
  return {
    port,
    accept,
    async stop() {
      accept();
      for (const socket of waiting) socket.destroy();
      await worker.terminate();
    },
  };
}
