import type { Call, Reply } from "../service/call.ts";

/** A list of queues, topics or subscriptions without those of other regions: fauxqs keeps all regions' in one store. */
export function keepOwnRegion(call: Call, region: string, reply: Reply, regionOf: RegionOfQueue): Reply {
  if (reply.status !== 200) return reply;
  if (call.headers["x-amz-target"] === "AmazonSQS.ListQueues") {
    const listed = JSON.parse(reply.body.toString()) as { QueueUrls: string[] };
    const QueueUrls = listed.QueueUrls.filter((url) => regionOf(url) === region);
    return withBody(reply, JSON.stringify({ ...listed, QueueUrls }));
  }
  // Other requests of SQS are no forms, whatever their messages say.
  if (call.headers["x-amz-target"] !== undefined) return reply;
  const operation = new URLSearchParams(call.body.toString()).get("Action") ?? "";
  if (operation !== "ListTopics" && operation !== "ListSubscriptions") return reply;
  const members = /\s*<member>.*?<\/member>/gs;
  const own = `<TopicArn>arn:aws:sns:${region}:`;
  const text = reply.body.toString().replace(members, (member) => (member.includes(own) ? member : ""));
  return withBody(reply, text);
}

type RegionOfQueue = (url: string) => string | undefined;

function withBody(reply: Reply, text: string): Reply {
  const body = Buffer.from(text);
  return { ...reply, headers: { ...reply.headers, "content-length": String(body.length) }, body };
}
