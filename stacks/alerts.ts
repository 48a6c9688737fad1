import { protectTopic } from "./policies.ts";
import { type Placement, placements, settings } from "./regions.ts";

/** An alarm may notify a topic of its own region only. */
const topics: ReadonlyMap<string, sst.aws.SnsTopic> = new Map(
  placements.map((placement) => [placement.region, defineAlerts(placement)]),
);

/** The topic alarms of a region notify. */
export function alertsIn({ region }: Placement): sst.aws.SnsTopic {
  const topic = topics.get(region);
  if (topic === undefined) throw new Error(`no alert topic in ${region}: nothing else is there either`);
  return topic;
}

function defineAlerts(placement: Placement): sst.aws.SnsTopic {
  const topic = new sst.aws.SnsTopic(`Alerts${placement.suffix}`, {}, placement.options);
  protectTopic("Alerts", topic, placement, { alarms: true });
  for (const [index, endpoint] of settings.alertEmails.entries())
    new aws.sns.TopicSubscription(
      `Alerts${placement.suffix}Email${index + 1}`,
      { topic: topic.arn, protocol: "email", endpoint },
      placement.options,
    );
  return topic;
}
