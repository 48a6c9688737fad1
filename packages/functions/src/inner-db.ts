import type { Level } from "@crisscross/core/sample/call";
import { openCustomerTable } from "./aws/measured/customer-table.ts";
import { nowUs } from "./calls/clock.ts";
import { type InnerEvent, paddingOf } from "./calls/inner-event.ts";
import { touchRecord } from "./calls/touch-record.ts";
import { readClientConfig } from "./edges/client-config.ts";
import { readEnvironment, text } from "./edges/environment.ts";
import { openSandbox } from "./edges/sandbox.ts";

const { RECORDS_TABLE } = readEnvironment({ RECORDS_TABLE: text });
const records = await openCustomerTable(readClientConfig(), RECORDS_TABLE);
const deps = { records, nowUs, deadline: AbortSignal.timeout };

/** inner with one database call in its own region. */
export async function handler(event: InnerEvent): Promise<Level & { padding: string }> {
  const leave = sandbox.enter();
  const db = await touchRecord(deps, event);
  const padding = paddingOf(event.downBytes);
  return { padding, ...leave({ db }) };
}

const sandbox = openSandbox();
