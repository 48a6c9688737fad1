import type { Condition } from "./condition.ts";
import { functionConditions } from "./conditions/functions.ts";
import { jobConditions } from "./conditions/jobs.ts";
import { messageConditions } from "./conditions/messages.ts";
import { probeConditions } from "./conditions/probes.ts";
import { requestConditions } from "./conditions/requests.ts";
import { tableConditions } from "./conditions/tables.ts";

/** What goes wrong between the functions, in the order it is done to one running system. */
export const flowConditions: readonly Condition[] = [
  ...messageConditions,
  ...tableConditions,
  ...requestConditions,
  ...probeConditions,
  ...jobConditions,
];

/** Everything the alarms are tested against. */
export const conditions: readonly Condition[] = [...functionConditions, ...flowConditions];
