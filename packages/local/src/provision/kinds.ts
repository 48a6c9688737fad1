import { queuePolicyRules, queueRules } from "../backend/provision/queue.ts";
import { tableRules } from "../backend/provision/table.ts";
import { subscriptionRules, topicRules } from "../backend/provision/topic.ts";
import { cloudWatchRules } from "../cloudwatch/provision/rules.ts";
import type { Resource } from "../graph/graph.ts";
import { checkInputs, type InputRules } from "../graph/inputs.ts";
import {
  apiRules,
  authorizerRules,
  integrationRules,
  permissionRules,
  routeRules,
  stageRules,
} from "../http-api/provision.ts";
import { functionRules } from "../lambda/provision/function.ts";
import { mappingRules } from "../mapping/provision.ts";
import { scheduleRules } from "../schedule/provision.ts";
import { checkLimits } from "./limits.ts";

/** Every resource type the local cloud acts on, and what it does with its inputs. */
export const supported: Readonly<Record<string, InputRules>> = {
  "aws:sqs/queue:Queue": queueRules,
  "aws:sqs/queuePolicy:QueuePolicy": queuePolicyRules,
  "aws:sns/topic:Topic": topicRules,
  "aws:sns/topicPolicy:TopicPolicy": { used: ["arn", "policy"] },
  "aws:sns/topicSubscription:TopicSubscription": subscriptionRules,
  "aws:dynamodb/table:Table": tableRules,
  "aws:lambda/function:Function": functionRules,
  "aws:lambda/permission:Permission": permissionRules,
  "aws:lambda/eventSourceMapping:EventSourceMapping": mappingRules,
  "aws:apigatewayv2/api:Api": apiRules,
  "aws:apigatewayv2/stage:Stage": stageRules,
  "aws:apigatewayv2/route:Route": routeRules,
  "aws:apigatewayv2/integration:Integration": integrationRules,
  "aws:apigatewayv2/authorizer:Authorizer": authorizerRules,
  "aws:scheduler/schedule:Schedule": scheduleRules,
  ...cloudWatchRules,
  "aws:iam/role:Role": {
    used: ["assumeRolePolicy", "inlinePolicies", "managedPolicyArns"],
    inert: {
      path: "part of the ARN",
      maxSessionDuration: "no session is that long here",
      forceDetachPolicies: "nothing is destroyed here",
    },
  },
  "aws:iam/policy:Policy": { used: ["policy"], inert: { path: "part of the ARN" } },
  "aws:iam/rolePolicy:RolePolicy": { used: ["role", "policy"] },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { used: ["role", "policyArn"] },
};

/** Types with no effect on one machine, and why. */
export const withoutEffect: Readonly<Record<string, string>> = {
  "aws:s3/bucketObject:BucketObject": "holds a function's code, which is bundled from the sources instead",
  "aws:s3/bucketObjectv2:BucketObjectv2":
    "holds a function's code, which is bundled from the sources instead",
  "random:index/randomBytes:RandomBytes": "its value is already in the inputs of others",
  "random:index/randomId:RandomId": "its value is already in the inputs of others",
};

/** Throws naming the first resource the local cloud would not do justice to; called before anything is built. */
export function checkResource(resource: Resource): void {
  const rules = supported[resource.type];
  if (rules !== undefined) {
    checkInputs(resource, rules);
    checkLimits(resource);
    return;
  }
  if (resource.type in withoutEffect) return;
  throw new Error(
    `The local cloud does not know the resource type ${resource.type} (${resource.name}). ` +
      "Teach packages/local what it does, or list it with the types that have no local effect and say why.",
  );
}
