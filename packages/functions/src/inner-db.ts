import type { Level } from "@crisscross/core/call";
import { openCustomerTable } from "./aws/customer-table.ts";
import { nowUs } from "./clock.ts";
import { readEnvironment, text } from "./environment.ts";
import { type InnerEvent, paddingOf } from "./inner-event.ts";
import { openSandbox } from "./sandbox.ts";
import { touchRecord } from "./touch-record.ts";

const { RECORDS_TABLE } = readEnvironment({ RECORDS_TABLE: text });
const deps = { records: await openCustomerTable(RECORDS_TABLE), nowUs, deadline: AbortSignal.timeout };

/** inner with one database call in its own region. */
export async function handler(event: InnerEvent): Promise<Level & { padding: string }> {
  const leave = sandbox.enter();
  const db = await touchRecord(deps, event);
  const padding = paddingOf(event.downBytes);
  return { padding, ...leave({ db }) };
}

const sandbox = openSandbox();
