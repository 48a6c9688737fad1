import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fitAnswer } from "@crisscross/functions/http/fit-answer";
import type { Env } from "@crisscross/functions/http/handler";
import { addRoutes } from "@crisscross/functions/http/router";
import { sampleHandlers } from "@crisscross/functions/http/sample-handlers";
import { readMatrixQuery } from "@crisscross/functions/http/sample-request";
import { type ReadDeps, readMatrix, readState, readView } from "@crisscross/functions/results/read-job";
import { answerProof } from "@crisscross/local/http-api/proof";
import { Hono } from "hono";
import { callerWith, routing, sentBy } from "../functions/tokens/callers.ts";

/** Serves what the API reads of a job over HTTP, without a gateway or an authorizer; with a key, as a folder's cloud. */
export async function serveApi(
  stores: ReadDeps,
  proofKey?: string,
): Promise<{ url: string; server: Server }> {
  const app = new Hono<Env>();
  addRoutes(app, sampleHandlers({ ...stores, release: () => "release 1" }), routing);
  app.get("/v1/jobs/:id", async (c) =>
    c.json(await readView(stores, await readState(stores, c.req.param("id")))),
  );
  app.get("/v1/jobs/:id/matrix", async (c) => {
    const state = await readState(stores, c.req.param("id"));
    return c.json(await readMatrix(stores, state, readMatrixQuery(c.req.query(), state.record.spec)));
  });
  const server = createServer(async (incoming, outgoing) => {
    const { method = "GET", url = "/", headers } = incoming;
    const proof = answerProof(proofKey, url, incoming.socket.localPort);
    if (proof !== undefined) {
      outgoing.writeHead(200, { "content-length": String(proof.length) }).end(proof);
      return;
    }
    const answer = await app.request(url, { method }, sentBy(callerWith("read")));
    const response = await fitAnswer(answer, String(headers["accept-encoding"]));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
