import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { toQueueUrl } from "../backend/queue-url.ts";
import type { Access } from "../events/access.ts";
import type { Emit } from "../events/event.ts";
import { decide } from "../iam/evaluate.ts";
import type { Role } from "../iam/roles.ts";
import type { LambdaHost } from "../lambda/contract.ts";
import type { ClientsIn } from "../service/clients.ts";

/** What delivering needs. */
export interface Post {
  accountId: string;
  clientsIn: ClientsIn;
  host: Pick<LambdaHost, "invoke">;
  roles: ReadonlyMap<string, Role>;
  emit: Emit;
  /** Told of every access that is allowed to a role. */
  onAllowed: (roleArn: string, access: Access) => void;
}

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
export async function deliver(post: Post, target: Target): Promise<void> {
  try {
    const reason = await findFailure(post, target);
    if (reason === undefined) return;
    post.emit({ kind: "trouble", where: `schedule ${target.schedule}`, message: reason });
    if (target.deadLetterArn !== undefined) await bury(post, target, target.deadLetterArn, reason);
  } catch (error) {
    post.emit({ kind: "trouble", where: `schedule ${target.schedule}`, message: String(error) });
  }
}

async function findFailure(post: Post, target: Target): Promise<string | undefined> {
  const { functionArn, input } = target;
  const denied = findDenied(post, target, "lambda:InvokeFunction", functionArn);
  if (denied !== undefined) return denied;
  const [, , , region = "", , , functionName = ""] = functionArn.split(":");
  const payload = Buffer.from(input);
  const result = await post.host.invoke({ region, functionName, payload, invocationType: "Event" });
  return result.kind === "accepted" || result.kind === "answer" ? undefined : result.message;
}

async function bury(post: Post, target: Target, queueArn: string, reason: string): Promise<void> {
  const denied = findDenied(post, target, "sqs:SendMessage", queueArn);
  if (denied !== undefined) throw new Error(denied);
  const { sqs } = post.clientsIn(queueArn.split(":")[3] ?? "");
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
  post: Post,
  { schedule, roleArn }: Target,
  action: string,
  resource: string,
): string | undefined {
  const role = roleArn.slice(roleArn.lastIndexOf("/") + 1);
  const principal = `arn:aws:sts::${post.accountId}:assumed-role/${role}/${schedule}`;
  const decision = decide(
    { identity: post.roles.get(roleArn)?.statements ?? [] },
    { action, resource, principals: [`AWS:${roleArn}`, `AWS:${principal}`], context: {} },
  );
  if (decision.allowed) {
    post.onAllowed(roleArn, { action, resource });
    return undefined;
  }
  const message = `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${decision.because}`;
  post.emit({ kind: "denied", principal, action, resource, message });
  return message;
}
