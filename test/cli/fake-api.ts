import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** An API that gives its answers in turn, the last one for ever, and what it was asked. */
export async function serve(
  answers: readonly { status?: number; headers?: Record<string, string>; body: unknown }[],
  onAsk: (times: number) => void = () => {},
) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const {
      status = 200,
      headers,
      body,
    } = answers[Math.min(seen.length, answers.length - 1)] ?? { body: undefined };
    seen.push(`${request.method} ${request.url}`);
    response.writeHead(status, headers).end(JSON.stringify(body));
    onAsk(seen.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
