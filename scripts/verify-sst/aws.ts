import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export interface AwsStandIn {
  /** What AWS_ENDPOINT_URL must be. */
  readonly url: string;
  stop(): Promise<void>;
}

interface Answer {
  status: number;
  type?: string;
  body: string | Buffer;
}

/**
 * Stands in for the AWS calls the SST CLI makes itself in an account that was bootstrapped: its parameters (SSM), its
 * state and secrets (S3), and the channel of `sst dev` (AppSync). Any other call is refused.
 */
export async function startAws(): Promise<AwsStandIn> {
  const parameters = new Map<string, string>();
  const objects = new Map<string, Buffer>();

  async function answer(request: IncomingMessage): Promise<Answer> {
    const body = await buffer(request);
    const { method = "", url = "", headers } = request;
    const target = headers["x-amz-target"];
    const { service = "", region = "" } = scopeOf(headers.authorization);
    if (service === "ssm") return answerParameter(String(target), JSON.parse(body.toString()), region);
    if (service === "s3") return answerObject(method, new URL(url, "http://s3").pathname, body);
    if (service === "appsync" && method === "GET") return answerChannel(url);
    return refuse(`${service} ${method} ${url} ${target ?? ""}`);
  }

  function answerParameter(target: string, input: Record<string, string>, region: string): Answer {
    const { Name = "", Value = "" } = input;
    if (target === "AmazonSSM.PutParameter") {
      parameters.set(Name, Value);
      return json({ Version: 1 });
    }
    if (target !== "AmazonSSM.GetParameter") return refuse(target);
    const value = Name === "/sst/bootstrap" ? bootstrapOf(region) : parameters.get(Name);
    return value === undefined
      ? json({ __type: "ParameterNotFound", message: `no parameter ${Name}` }, 400)
      : json({ Parameter: { Name, Value: value } });
  }

  function answerObject(method: string, key: string, body: Buffer): Answer {
    if (method === "PUT") {
      objects.set(key, body);
      return { status: 200, body: "" };
    }
    if (method !== "GET" && method !== "HEAD") return refuse(`s3 ${method} ${key}`);
    const object = objects.get(key);
    if (object !== undefined) return { status: 200, body: method === "GET" ? object : "" };
    const missing = `<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>no object ${key}</Message></Error>`;
    return { status: 404, type: "application/xml", body: method === "GET" ? missing : "" };
  }

  const server = createServer(async (request, response) => send(response, await answer(request)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The region and service a request was signed for. */
function scopeOf(authorization = ""): { region?: string; service?: string } {
  const match = /Credential=[^/]+\/\d+\/(?<region>[^/]+)\/(?<service>[^/]+)\//.exec(authorization);
  return match?.groups ?? {};
}

/** As SST's bootstrap leaves it; a version above any it knows keeps it from creating more. */
const bootstrapOf = (region: string): string =>
  JSON.stringify({
    version: 99,
    asset: `sst-asset-${region}`,
    state: `sst-state-${region}`,
    assetEcrRegistryId: "000000000000",
    assetEcrUrl: "ecr.invalid",
  });

function answerChannel(url: string): Answer {
  const api = { apiId: "sst", name: "sst", dns: { HTTP: "events.invalid", REALTIME: "realtime.invalid" } };
  return json(url.startsWith("/v2/apis/sst") ? { api } : { apis: [api] });
}

const json = (content: object, status = 200): Answer => ({
  status,
  type: "application/x-amz-json-1.1",
  body: JSON.stringify(content),
});

/** With a status the SDK does not retry. */
const refuse = (call: string): Answer =>
  json({ __type: "ValidationException", message: `scripts/verify-sst/aws.ts does not know ${call}` }, 400);

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, type === undefined ? {} : { "content-type": type });
  response.end(body);
}
