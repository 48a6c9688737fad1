import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { InvokeCommand, type InvokeCommandOutput, LambdaClient } from "@aws-sdk/client-lambda";
import type { LogRecord } from "@crisscross/local/events/log-record";
import type { InvocationEvent } from "@crisscross/local/events/observation";
import type { FunctionSpec, LambdaHost, LambdaHostOptions } from "@crisscross/local/lambda/contract";
import { createLambdaHost } from "@crisscross/local/lambda/host";
import { onTestFinished } from "vitest";
import { sharedBundles } from "../../bundles.ts";
import { answerFrom } from "../fixtures/derive.ts";
import { region } from "./spec.ts";

export interface Answer {
  status: number | undefined;
  functionError: string | undefined;
  payload: unknown;
  log: string;
}

export interface TestHost {
  host: LambdaHost;
  client: LambdaClient;
  url: string;
  records: LogRecord[];
  events: InvocationEvent[];
  /** Invokes through the SDK with the log tail. */
  invoke: (functionName: string, event: unknown) => Promise<Answer>;
}

/** A host behind an HTTP server, with the real client; both are stopped when the test ends. */
export async function startHost(
  specs: FunctionSpec[],
  options: Partial<LambdaHostOptions> = {},
): Promise<TestHost> {
  const records: LogRecord[] = [];
  const events: InvocationEvent[] = [];
  const host = createLambdaHost({
    endpoint: "http://127.0.0.1:9",
    functionDefaults: {},
    cores: 2,
    ...sharedBundles,
    onRecord: (record) => records.push(record),
    onInvocation: (event) => events.push(event),
    ...options,
  });
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const call = { method, path, headers, body: Buffer.concat(await request.toArray()) };
    const reply = await answerFrom(host, "lambda", call, region);
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new LambdaClient({ region, endpoint: url, maxAttempts: 1, credentials });
  onTestFinished(async () => {
    client.destroy();
    await host.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  for (const each of specs) await host.add(each);
  const invoke = async (FunctionName: string, event: unknown) =>
    readAnswer(
      await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event), LogType: "Tail" })),
    );
  return { host, client, url, records, events, invoke };
}

function readAnswer(output: InvokeCommandOutput): Answer {
  return {
    status: output.StatusCode,
    functionError: output.FunctionError,
    payload: JSON.parse(Buffer.from(output.Payload ?? []).toString()),
    log: Buffer.from(output.LogResult ?? "", "base64").toString(),
  };
}
