import { apiRules } from "./api.ts";
import { functionRules } from "./functions.ts";
import { messagingRules } from "./messaging.ts";
import { permissionRules } from "./permissions.ts";
import type { Rule } from "./rule-form.ts";
import { storageRules } from "./storage.ts";
import { watchingRules } from "./watching.ts";

/** The review, one row a rule: those of the sources that apply to something we have, and our own. */
export const sections: Readonly<Record<string, readonly Rule[]>> = {
  "Functions and schedules": functionRules,
  Permissions: permissionRules,
  "Queues and topics": messagingRules,
  "Tables and logs": storageRules,
  "HTTP API": apiRules,
  Alarms: watchingRules,
};
