import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createTables } from "@crisscross/local/backend/tables";
import { readAuthorization } from "@crisscross/local/service/authorization";
import { type Reply, readBody } from "@crisscross/local/service/call";
import { answerFrom } from "../local/fixtures/derive.ts";

/** DynamoDB's own words for what goes wrong on its side. */
const failures = {
  throttled: { status: 400, code: "ProvisionedThroughputExceededException" },
  broken: { status: 500, code: "InternalServerError" },
} as const;

export interface Fault {
  kind: keyof typeof failures;
  region: string;
  /** "GetItem" */
  operation: string;
  table: string;
  /** Throttled for this index of the table. */
  index?: string;
}

/** DynamoDB of every region behind one endpoint, which fails requests when told to. */
export interface Database {
  url: string;
  /** Fails the next request of this kind, once. */
  fail(fault: Fault): void;
  /** Fails nothing any more. */
  heal(): void;
  stop(): Promise<void>;
}

const bodyLimitBytes = 32 * 1024 * 1024;

export async function startDatabase(): Promise<Database> {
  const tables = createTables(undefined, () => {});
  const faults: Fault[] = [];

  async function answer(request: IncomingMessage): Promise<Reply> {
    const { method = "", url: path = "/", headers } = request;
    const body = (await readBody(request, bodyLimitBytes)) ?? Buffer.of();
    const region = readAuthorization(headers.authorization)?.region ?? "";
    const target = String(headers["x-amz-target"]);
    const place = faults.findIndex(
      (one) =>
        one.region === region && target.endsWith(`.${one.operation}`) && body.includes(`"${one.table}"`),
    );
    const [fault] = place < 0 ? [] : faults.splice(place, 1);
    return fault === undefined
      ? answerFrom(tables, "dynamodb", { method, path, headers, body }, region)
      : fail(fault);
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (reply) => response.writeHead(reply.status, reply.headers).end(reply.body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fail: (fault) => void faults.push(fault),
    heal: () => void faults.splice(0),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      await tables.stop();
    },
  };
}

function fail({ kind, region, operation, table, index }: Fault): Reply {
  const { status, code } = failures[kind];
  const body = JSON.stringify({
    __type: `com.amazonaws.dynamodb.v20120810#${code}`,
    message: "told to fail",
    ...(index !== undefined && {
      ThrottlingReasons: [
        {
          reason: `Index${operation === "Query" ? "Read" : "Write"}KeyRangeThroughputExceeded`,
          resource: `arn:aws:dynamodb:${region}:000000000000:table/${table}/index/${index}`,
        },
      ],
    }),
  });
  return { status, headers: { "content-type": "application/x-amz-json-1.0" }, body: Buffer.from(body) };
}
