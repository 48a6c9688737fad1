import type { Condition } from "./condition.ts";
import { functionConditions } from "./conditions/functions.ts";
import { jobConditions } from "./conditions/jobs.ts";
import { messageConditions } from "./conditions/messages.ts";
import { probeConditions } from "./conditions/probes.ts";
import { requestConditions } from "./conditions/requests.ts";
import { tableConditions } from "./conditions/tables.ts";

/** Everything the alarms are tested against, in the order it is done to one running system. */
export const conditions: readonly Condition[] = [
  ...functionConditions,
  ...messageConditions,
  ...tableConditions,
  ...requestConditions,
  ...probeConditions,
  ...jobConditions,
];
