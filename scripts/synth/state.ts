import type { MockResourceArgs, MockResourceResult } from "@pulumi/pulumi/runtime";

export const accountId = "000000000000";

/** Names and ARNs as AWS forms them, by resource type; what nothing refers to gets a plain id. */
export function stateOf({ type, name, inputs }: MockResourceArgs, region: string): MockResourceResult {
  const physical = String(inputs.name ?? name);
  const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${accountId}:${rest}`;
  const state = (id: string, more: Record<string, unknown>) => ({
    id,
    state: { ...inputs, name: physical, region, ...more },
  });
  switch (type) {
    case "aws:sqs/queue:Queue": {
      const url = `https://sqs.${region}.amazonaws.com/${accountId}/${physical}`;
      return state(url, { arn: arn("sqs", physical), url });
    }
    case "aws:sns/topic:Topic":
      return state(arn("sns", physical), { arn: arn("sns", physical) });
    case "aws:dynamodb/table:Table":
      return state(physical, { arn: arn("dynamodb", `table/${physical}`) });
    case "aws:lambda/function:Function":
      return state(physical, functionState(arn("lambda", `function:${physical}`), region, inputs));
    case "aws:iam/role:Role":
      return state(physical, { arn: `arn:aws:iam::${accountId}:role/${physical}` });
    case "aws:cloudwatch/logGroup:LogGroup":
      return state(physical, { arn: arn("logs", `log-group:${physical}`) });
    case "aws:cloudwatch/metricAlarm:MetricAlarm":
      return state(physical, { arn: arn("cloudwatch", `alarm:${physical}`) });
    case "aws:cloudwatch/compositeAlarm:CompositeAlarm":
      return state(String(inputs.alarmName), { arn: arn("cloudwatch", `alarm:${inputs.alarmName}`) });
    case "aws:apigatewayv2/api:Api": {
      const id = name.toLowerCase();
      const apiEndpoint = `https://${id}.execute-api.${region}.amazonaws.com`;
      return state(id, { apiEndpoint, executionArn: arn("execute-api", id), arn: apiArn(id, region) });
    }
    case "random:index/randomBytes:RandomBytes":
      return state(name, { base64: Buffer.alloc(32).toString("base64") });
    default:
      return state(name, {});
  }
}

const apiArn = (id: string, region: string) => `arn:aws:apigateway:${region}::/apis/${id}`;

function functionState(arn: string, region: string, inputs: Record<string, unknown>) {
  const integration = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions`;
  return {
    arn,
    qualifiedArn: `${arn}:$LATEST`,
    invokeArn: `${integration}/${arn}/invocations`,
    publish: inputs.publish ?? false,
    version: "$LATEST",
  };
}
