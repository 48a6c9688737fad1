import { isDeepStrictEqual } from "node:util";
import type { Resource } from "../graph/graph.ts";
import { toQueueArn } from "./queue-url.ts";

export type PolicyOf = (arn: string) => string | undefined;

/** The policies that queues and topics are deployed with. */
export const policiesIn =
  (resources: readonly Resource[]): PolicyOf =>
  (arn) => {
    const found = resources.find(
      ({ type, inputs }) =>
        (type === "aws:sqs/queuePolicy:QueuePolicy" && toQueueArn(String(inputs.queueUrl)) === arn) ||
        (type === "aws:sns/topicPolicy:TopicPolicy" && inputs.arn === arn),
    );
    return found === undefined ? undefined : String(found.inputs.policy);
  };

/** Why a policy cannot be set, or a permission added: what is deployed is evaluated, and nothing else. */
export const onlyDeployed =
  "the local cloud evaluates the policy that is deployed; change it in stacks/ and start the cloud again";

/** Whether a policy's text, or "" for none, means what is deployed. */
export const isDeployed = (text: string, deployed: string | undefined): boolean =>
  text === "" || deployed === undefined
    ? text === (deployed ?? "")
    : isDeepStrictEqual(JSON.parse(text), JSON.parse(deployed));
