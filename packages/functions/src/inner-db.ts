import type { Level } from "@crisscross/core/sample/call";
import { openCustomerTable } from "./aws/measured/customer-table.ts";
import { nowUs } from "./calls/clock.ts";
import { type InnerEvent, paddingOf } from "./calls/inner-event.ts";
import { touchRecord } from "./calls/touch-record.ts";
import { readClientConfig } from "./edges/client-config.ts";
import { openEnvironment } from "./edges/execution-environment.ts";
import { readVariables, text } from "./edges/variables.ts";

const { RECORDS_TABLE } = readVariables({ RECORDS_TABLE: text });
const records = await openCustomerTable(readClientConfig(), RECORDS_TABLE);
const deps = { records, nowUs, deadline: AbortSignal.timeout };

/** inner with one database call in its own region. */
export async function handler(event: InnerEvent): Promise<Level & { padding: string }> {
  const leave = environment.enter();
  const db = await touchRecord(deps, event);
  const padding = paddingOf(event.downBytes);
  return { padding, ...leave({ db }) };
}

const environment = openEnvironment();
