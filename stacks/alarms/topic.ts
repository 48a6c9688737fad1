import { topicMetric } from "../metric.ts";
import { probes } from "../queues.ts";
import { home } from "../regions.ts";
import { type DefinedAlarm, defineAlarm } from "./alarm.ts";

export function defineTopicAlarms(): DefinedAlarm[] {
  return [
    defineAlarm(home, {
      name: "probes-undelivered",
      severity: "critical",
      says: "The probe topic could not deliver a block to a queue.",
      look: "Look first at the policy of the region's queue of blocks: it must let the topic send.",
      watches: topicMetric(probes, "NumberOfNotificationsFailed"),
      threshold: 1,
      missing: "quiet",
    }),
    // Each block is filtered out by every region's subscription but one, so the plain count of them says nothing.
    defineAlarm(home, {
      name: "probes-filtered-out",
      severity: "critical",
      says: "A message on the probe topic had no attributes, or malformed ones, so no filter could route it.",
      look: "Look first at what plan publishes; then at who else may publish to the topic.",
      watches: {
        expression: "FILL(none, 0) + FILL(malformed, 0)",
        metrics: {
          none: topicMetric(probes, "NumberOfNotificationsFilteredOut-NoMessageAttributes"),
          malformed: topicMetric(probes, "NumberOfNotificationsFilteredOut-InvalidAttributes"),
        },
      },
      threshold: 1,
      missing: "quiet",
    }),
    defineAlarm(home, {
      name: "probes-redriven",
      severity: "critical",
      says: "The probe topic gave up on a block and put it into a dead-letter queue.",
      look: "Look first at the policy of the region's queue of blocks; once that is mended, npx crisscross deadletters redrive Undelivered sends its blocks there.",
      watches: topicMetric(probes, "NumberOfNotificationsRedrivenToDlq"),
      threshold: 1,
      missing: "quiet",
    }),
  ];
}
