import type { SQSEvent } from "aws-lambda";

/** What Lambda hands over for messages that are received for the first time, named m0, m1 and so on. */
export function sqsEventOf(bodies: readonly string[]): SQSEvent {
  const Records = bodies.map((body, place) => ({
    messageId: `m${place}`,
    body,
    receiptHandle: "",
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: "1",
      SenderId: "",
      ApproximateFirstReceiveTimestamp: "2",
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-west-2:000000000000:q",
    awsRegion: "eu-west-2",
  }));
  return { Records };
}
