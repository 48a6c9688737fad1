import type { Backend } from "../service/backend.ts";
import type { Reply } from "../service/call.ts";

/** Another AWS-compatible endpoint that stands in for a service; calls pass to it unchanged but for the host. */
export function connectRemote(endpoint: string): Backend {
  return {
    async answer({ call: { method, path, headers, body } }) {
      const { host: _host, "content-length": _length, ...kept } = headers;
      const response = await fetch(new URL(path, endpoint), {
        method,
        headers: kept as Record<string, string>,
        body: new Uint8Array(body),
      });
      const told: Reply["headers"] = Object.fromEntries(response.headers);
      for (const name of ["connection", "transfer-encoding", "content-length"]) delete told[name];
      return { status: response.status, headers: told, body: await response.bytes() };
    },
    stop: () => Promise.resolve(),
  };
}
