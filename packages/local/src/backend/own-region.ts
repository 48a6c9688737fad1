import { type Reply, readJsonOf, withBody } from "../service/call.ts";
import type { ServiceRequest } from "../service/service-request.ts";

/** A list of queues, topics or subscriptions without those of other regions: fauxqs keeps all regions' in one store. */
export function keepOwnRegion(
  { service, operation, region }: ServiceRequest,
  reply: Reply,
  /** By a queue's URL. */
  regionOf: (url: string) => string | undefined,
): Reply {
  if (reply.status !== 200) return reply;
  if (operation === "ListQueues") {
    const listed = readJsonOf(reply) as { QueueUrls: string[] };
    const QueueUrls = listed.QueueUrls.filter((url) => regionOf(url) === region);
    return withBody(reply, JSON.stringify({ ...listed, QueueUrls }));
  }
  if (service !== "sns" || (operation !== "ListTopics" && operation !== "ListSubscriptions")) return reply;
  const members = /\s*<member>.*?<\/member>/gs;
  const own = `<TopicArn>arn:aws:sns:${region}:`;
  const text = reply.body.toString().replace(members, (member) => (member.includes(own) ? member : ""));
  return withBody(reply, text);
}
