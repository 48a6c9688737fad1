import { PublishBatchCommand, SNSClient } from "@aws-sdk/client-sns";
import { limitedRequests, type RequestLimits } from "../edges/request-limits.ts";
import type { ProbeTopic } from "../planning/publish-plan.ts";

/** The topic whose subscriptions filter on the attribute `origin`. */
export function openProbeTopic(TopicArn: string, limits?: RequestLimits): ProbeTopic {
  const client = new SNSClient({ requestHandler: limitedRequests(limits) });
  return {
    async publishBatch(entries) {
      const PublishBatchRequestEntries = entries.map(({ origin, group, body }, place) => ({
        Id: String(place),
        Message: body,
        // Standard queues are fair among the groups SNS hands on to them.
        MessageGroupId: group,
        MessageAttributes: { origin: { DataType: "String", StringValue: origin } },
      }));
      const { Failed = [] } = await client.send(
        new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }),
      );
      return Failed.map(({ Id }) => Number(Id));
    },
  };
}
