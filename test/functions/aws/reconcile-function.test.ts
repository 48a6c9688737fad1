import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { onceAJob, openReconcile } from "@crisscross/functions/aws/reconcile-function";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

let status = 202;
let seen: { url: string | undefined; type: unknown; body: string }[] = [];
const server = createServer(async (request, response) => {
  const body = Buffer.concat(await Array.fromAsync(request)).toString();
  seen.push({ url: request.url, type: request.headers["x-amz-invocation-type"], body });
  response.writeHead(status).end();
});

beforeEach(async () => {
  status = 202;
  seen = [];
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const environment = {
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "key",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const call = { url: "/2015-03-31/functions/app-reconcile/invocations", type: "Event" };
const asked = (job: string) => ({ ...call, body: JSON.stringify({ job }) });

it("asks as an event, each time it is told to", async () => {
  const reconcile = openReconcile(new LambdaClient({}), "app-reconcile", expect.unreachable);
  for (const job of ["j1", "j1", "j2"]) await reconcile(job);
  expect(seen).toEqual([asked("j1"), asked("j1"), asked("j2")]);
});

it("asks for a job once where it is to", async () => {
  const reconcile = onceAJob(openReconcile(new LambdaClient({}), "app-reconcile", expect.unreachable));
  for (const job of ["j1", "j1", "j2", "j1"]) await reconcile(job);
  expect(seen).toEqual([asked("j1"), asked("j2")]);
});

it("tells when it could not ask, and does not fail", async () => {
  status = 400;
  const failures: string[] = [];
  await openReconcile(new LambdaClient({}), "app-reconcile", (job) => failures.push(job))("j1");
  expect(failures).toEqual(["j1"]);
});
