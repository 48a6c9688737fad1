import type { Resource } from "../graph.ts";
import { type Rule, types } from "./rule-form.ts";

const severityOf = ({ inputs }: Resource) => (inputs.tags as { severity?: string } | undefined)?.severity;

export const watchingRules: readonly Rule[] = [
  {
    ids: ["CloudWatch.15"],
    says: "Alarms tell somebody when they ring.",
    types: [types.alarm, types.composite],
    holds: ({ inputs }) => ((inputs.alarmActions ?? []) as string[]).length > 0,
    waivers: [
      {
        accepts: (alarm) => alarm.type === types.alarm && severityOf(alarm) === "warning",
        what: "warnings",
        why: "They tell through the composite alarm of their region, which rings with any of them: one message for a bad hour instead of forty.",
      },
    ],
  },
  {
    ids: ["CloudWatch.17", "CKV_AWS_319"],
    says: "No alarm's actions are switched off.",
    types: [types.alarm, types.composite],
    holds: ({ inputs }) => inputs.actionsEnabled !== false,
  },
];
