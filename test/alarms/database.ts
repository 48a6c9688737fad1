import { createTables } from "@crisscross/local/backend/tables";
import type { Backend } from "@crisscross/local/service/backend";
import type { Reply } from "@crisscross/local/service/call";

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

/** DynamoDB of every region, which fails requests when told to. */
export interface Database extends Backend {
  /** Fails the next request of this kind, once. */
  fail(fault: Fault): void;
  /** Fails nothing any more. */
  heal(): void;
}

export function createDatabase(): Database {
  const tables = createTables(undefined, () => {});
  const faults: Fault[] = [];
  return {
    async answer(request) {
      const { operation, region, input } = request;
      const place = faults.findIndex(
        (one) =>
          one.region === region &&
          one.operation === operation &&
          JSON.stringify(input).includes(`"${one.table}"`),
      );
      const [fault] = place < 0 ? [] : faults.splice(place, 1);
      return fault === undefined ? tables.answer(request) : fail(fault);
    },
    fail: (fault) => void faults.push(fault),
    heal: () => void faults.splice(0),
    stop: () => tables.stop(),
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
