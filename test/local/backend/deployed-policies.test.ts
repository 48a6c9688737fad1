import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { queuePolicy, topicArn } from "../fixtures/graph.ts";
import { openDesk, QueueUrl, TopicArn } from "./desk.ts";

const desk = openDesk();
const other = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});
const evaluates = "the local cloud evaluates the policy that is deployed; change it in stacks/";
const setQueue = (Attributes: Record<string, string>) =>
  desk.queues.send(new sqs.SetQueueAttributesCommand({ QueueUrl, Attributes }));

describe("a policy that would be shown and not be evaluated is refused", () => {
  it("of a queue, also where it takes the deployed one off", async () => {
    const deployed = String(queuePolicy("q", "t").inputs.policy);
    await setQueue({ Policy: deployed });
    for (const Policy of [other, ""]) await expect(setQueue({ Policy })).rejects.toThrow(evaluates);
    const create = new sqs.CreateQueueCommand({ QueueName: "new", Attributes: { Policy: other } });
    await expect(desk.queues.send(create)).rejects.toMatchObject({ name: "InvalidParameterValue" });
  });

  it("of a topic", async () => {
    const set = { TopicArn, AttributeName: "Policy", AttributeValue: other };
    await expect(desk.topics.send(new sns.SetTopicAttributesCommand(set))).rejects.toThrow(evaluates);
    const create = new sns.CreateTopicCommand({ Name: "new", Attributes: { Policy: other } });
    await expect(desk.topics.send(create)).rejects.toMatchObject({ Code: "InvalidParameter" });
  });

  it("of who may redrive to a queue, but for everybody", async () => {
    await setQueue({ RedriveAllowPolicy: '{"redrivePermission":"allowAll"}' });
    await expect(setQueue({ RedriveAllowPolicy: '{"redrivePermission":"denyAll"}' })).rejects.toThrow(
      "supports the redrivePermission allowAll only",
    );
  });
});

it("permissions are neither added nor removed while the cloud runs", async () => {
  const [Label, Actions, AWSAccountIds] = ["l", ["SendMessage"], ["000000000000"]];
  const queues = [
    new sqs.AddPermissionCommand({ QueueUrl, Label, Actions, AWSAccountIds }),
    new sqs.RemovePermissionCommand({ QueueUrl, Label }),
  ];
  for (const command of queues)
    await expect(desk.queues.send(command as sqs.RemovePermissionCommand)).rejects.toMatchObject({
      name: "UnsupportedOperation",
    });
  const add = { TopicArn: topicArn("t"), Label, ActionName: ["Publish"], AWSAccountId: AWSAccountIds };
  await expect(desk.topics.send(new sns.AddPermissionCommand(add))).rejects.toThrow(evaluates);
});
