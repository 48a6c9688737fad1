import type { Resource, ResourceGraph } from "@crisscross/local/graph/graph";
import { inFlightAlarm, types } from "./places.ts";

const unreachableQueue = "crisscross-local-BlocksEuWest2Queue";

/** What a test cannot wait for, made small: the rest is as stacks/ describes it. */
export function adapt(graph: ResourceGraph): ResourceGraph {
  return { ...graph, resources: graph.resources.map(adaptResource) };
}

function adaptResource(resource: Resource): Resource {
  const { type, inputs } = resource;
  const withInputs = (more: Resource["inputs"]) => ({ ...resource, inputs: { ...inputs, ...more } });
  switch (type) {
    // More requests in a moment than the API is meant for.
    case "aws:apigatewayv2/stage:Stage":
      return withInputs({
        defaultRouteSettings: { throttlingRateLimit: 10_000, throttlingBurstLimit: 10_000 },
      });
    // Nine tenths of 120,000 messages take minutes to send.
    case types.metricAlarm:
      return String(inputs.name).endsWith("-in-flight") ? withInputs({ threshold: inFlightAlarm }) : resource;
    case "aws:sqs/queuePolicy:QueuePolicy": {
      const isCutOff = String(inputs.queueUrl).endsWith(`/${unreachableQueue}`);
      return isCutOff ? withInputs({ policy: withoutAllows(String(inputs.policy)) }) : resource;
    }
    default:
      return resource;
  }
}

function withoutAllows(policy: string): string {
  const document = JSON.parse(policy) as { Statement: { Effect: string }[] };
  return JSON.stringify({
    ...document,
    Statement: document.Statement.filter(({ Effect }) => Effect === "Deny"),
  });
}
