import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { Backend } from "../service/backend.ts";
import type { Reply } from "../service/call.ts";

/** Another AWS-compatible endpoint that stands in for a service; calls pass to it unchanged but for the host. */
export function connectRemote(endpoint: string): Backend {
  const base = new URL(endpoint);
  const secure = base.protocol === "https:";
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const send = secure ? requestHttps : requestHttp;
  return {
    answer: ({ call }) =>
      new Promise<Reply>((resolve, reject) => {
        const headers = { ...call.headers, host: base.host, "content-length": String(call.body.length) };
        const outgoing = send(
          new URL(call.path, base),
          { method: call.method, headers, agent },
          (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
            incoming.on("error", reject);
            incoming.on("end", () => {
              const {
                connection,
                "transfer-encoding": encoding,
                "content-length": length,
                ...kept
              } = incoming.headers;
              const replyHeaders: Reply["headers"] = {};
              for (const [name, value] of Object.entries(kept))
                if (value !== undefined) replyHeaders[name] = value;
              resolve({
                status: incoming.statusCode ?? 502,
                headers: replyHeaders,
                body: Buffer.concat(chunks),
              });
            });
          },
        );
        outgoing.on("error", reject);
        outgoing.end(call.body);
      }),
    async stop() {
      agent.destroy();
    },
  };
}
