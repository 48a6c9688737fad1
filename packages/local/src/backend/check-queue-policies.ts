import { parseObject } from "../graph/json.ts";
import { isDeployed, onlyDeployed, type PolicyOf } from "./deployed-policy.ts";
import { toQueueArn } from "./queue-url.ts";
import { refusal } from "./refusal.ts";

/** Where a queue is, and which others there are. */
export interface Place {
  region: string;
  hasQueue: (arn: string) => boolean;
  policyOf: PolicyOf;
}

interface Given {
  QueueUrl?: string;
  QueueName?: string;
  Attributes?: Readonly<Record<string, string>>;
}

export const invalid = (parameter: string, value: unknown, reason: string): Error =>
  refusal("InvalidParameterValue", `Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`);

/** Checks the policies among a queue's attributes, where "" takes one off. Throws Refusal. */
export function checkPolicies(given: Given, place: Place): void {
  for (const name of ["Policy", "RedrivePolicy", "RedriveAllowPolicy"]) {
    const text = given.Attributes?.[name];
    const policy = text === "" ? {} : parseObject(text ?? "{}");
    if (policy === undefined) throw invalid(name, text, `${name} is not a valid JSON map.`);
    const fault = text === undefined ? undefined : findFault(name, text, policy, given, place);
    if (fault !== undefined) throw invalid(name, text, fault);
  }
}

function findFault(
  name: string,
  text: string,
  policy: Record<string, unknown>,
  given: Given,
  place: Place,
): string | undefined {
  const { QueueUrl = "" } = given;
  if (name === "Policy")
    return isDeployed(text, QueueUrl === "" ? undefined : place.policyOf(toQueueArn(QueueUrl)))
      ? undefined
      : `${onlyDeployed}.`;
  if (text === "") return undefined;
  if (name === "RedrivePolicy") return findRedriveFault(policy, given, place);
  return policy.redrivePermission === "allowAll"
    ? undefined
    : "The local cloud supports the redrivePermission allowAll only.";
}

/** fauxqs 2.4.1 never ends moving a message from a queue to itself, and takes any count. */
function findRedriveFault(
  policy: Record<string, unknown>,
  { QueueUrl = "", QueueName = QueueUrl.split("/").at(-1) ?? "" }: Given,
  { region, hasQueue }: Place,
): string | undefined {
  const { deadLetterTargetArn: target, maxReceiveCount: count } = policy;
  for (const name of ["deadLetterTargetArn", "maxReceiveCount"])
    if (policy[name] === undefined) return `Redrive policy does not contain mandatory attribute: ${name}.`;
  const isWhole = typeof count === "number" || (typeof count === "string" && /^\d+$/.test(count));
  if (!isWhole || !Number.isInteger(Number(count)) || Number(count) < 1 || Number(count) > 1000)
    return `Invalid value for maxReceiveCount: ${JSON.stringify(count)}, valid values are from 1 to 1000 both inclusive.`;
  if (typeof target !== "string" || !target.startsWith(`arn:aws:sqs:${region}:`))
    return `Dead letter target ${JSON.stringify(target)} is not of the queue's region, ${region}.`;
  const name = target.split(":").slice(5).join(":");
  if (name === QueueName) return "A queue cannot be its own dead letter target; name another queue.";
  return hasQueue(target) ? undefined : "Dead letter target does not exist.";
}
