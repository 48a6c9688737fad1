import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { decide } from "../iam/evaluate.ts";
import { toQueueUrl } from "../provision/queue.ts";
import type { Site } from "../provision/site.ts";

/** What a schedule invokes, as whom, and where what could not be delivered goes. */
export interface Target {
  schedule: string;
  functionArn: string;
  roleArn: string;
  /** JSON. */
  input: string;
  deadLetterArn?: string;
}

/**
 * Hands an event over to a function, as the schedule's role. What cannot be handed over is said and sent to the
 * dead-letter queue if there is one. Never rejects. A function that fails later is no failed delivery: as on AWS, Lambda
 * itself tries that event again.
 */
export async function deliver(site: Site, target: Target): Promise<void> {
  try {
    const reason = await findFailure(site, target);
    if (reason === undefined) return;
    site.emit({ kind: "trouble", where: `schedule ${target.schedule}`, message: reason });
    if (target.deadLetterArn !== undefined) await bury(site, target, target.deadLetterArn, reason);
  } catch (error) {
    site.emit({ kind: "trouble", where: `schedule ${target.schedule}`, message: String(error) });
  }
}

async function findFailure(site: Site, target: Target): Promise<string | undefined> {
  const { functionArn, input } = target;
  const denied = findDenied(site, target, "lambda:InvokeFunction", functionArn);
  if (denied !== undefined) return denied;
  const [, , , region = "", , , functionName = ""] = functionArn.split(":");
  const payload = Buffer.from(input);
  const result = await site.host.invoke({ region, functionName, payload, invocationType: "Event" });
  return result.kind === "accepted" || result.kind === "answer" ? undefined : result.message;
}

async function bury(site: Site, target: Target, queueArn: string, reason: string): Promise<void> {
  const denied = findDenied(site, target, "sqs:SendMessage", queueArn);
  if (denied !== undefined) throw new Error(denied);
  const { sqs } = site.clientsIn(queueArn.split(":")[3] ?? "");
  const attribute = (StringValue: string) => ({ DataType: "String", StringValue });
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: toQueueUrl(queueArn),
      MessageBody: target.input,
      MessageAttributes: { ERROR_MESSAGE: attribute(reason), TARGET_ARN: attribute(target.functionArn) },
    }),
  );
}

function findDenied(
  site: Site,
  { schedule, roleArn }: Target,
  action: string,
  resource: string,
): string | undefined {
  const role = roleArn.slice(roleArn.lastIndexOf("/") + 1);
  const principal = `arn:aws:sts::${site.accountId}:assumed-role/${role}/${schedule}`;
  const decision = decide(
    { identity: site.roles.get(roleArn)?.statements ?? [] },
    { action, resource, principals: [`AWS:${roleArn}`, `AWS:${principal}`], context: {} },
  );
  if (decision.allowed) {
    site.onAllowed(roleArn, { action, resource });
    return undefined;
  }
  const message = `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${decision.because}`;
  site.emit({ kind: "denied", principal, action, resource, message });
  return message;
}
