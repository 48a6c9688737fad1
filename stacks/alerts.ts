import { protectTopic } from "./policies.ts";
import { type Site, settings, sites } from "./regions.ts";

/** An alarm may notify a topic of its own region only. */
const topics: ReadonlyMap<string, sst.aws.SnsTopic> = new Map(
  sites.map((site) => [site.region, defineAlerts(site)]),
);

/** The topic alarms of a region notify. */
export function alertsIn({ region }: Site): sst.aws.SnsTopic {
  const topic = topics.get(region);
  if (topic === undefined) throw new Error(`no alert topic in ${region}: nothing else is there either`);
  return topic;
}

function defineAlerts(site: Site): sst.aws.SnsTopic {
  const topic = new sst.aws.SnsTopic(`Alerts${site.suffix}`, {}, site.options);
  protectTopic("Alerts", topic, site, { alarms: true });
  for (const [index, endpoint] of settings.alertEmails.entries())
    new aws.sns.TopicSubscription(
      `Alerts${site.suffix}Email${index + 1}`,
      { topic: topic.arn, protocol: "email", endpoint },
      site.options,
    );
  return topic;
}
