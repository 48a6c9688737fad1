import type { Access } from "../events/access.ts";
import type { Emit } from "../events/event.ts";
import { decide } from "../iam/evaluate.ts";
import type { Role } from "../iam/roles.ts";
import type { LambdaHost } from "../lambda/contract.ts";

/** What delivering needs. */
export interface Post {
  accountId: string;
  host: Pick<LambdaHost, "invoke">;
  roles: ReadonlyMap<string, Role>;
  emit: Emit;
  /** Told of every access that is allowed to a role. */
  onAllowed: (roleArn: string, access: Access) => void;
}

/** What a schedule invokes, and as whom. */
interface Target {
  schedule: string;
  functionArn: string;
  roleArn: string;
  /** JSON. */
  input: string;
}

/**
 * Hands an event over to a function, as the schedule's role. Tells what cannot be handed over; never rejects. A function
 * that fails later is no failed delivery: as on AWS, Lambda itself tries that event again.
 */
export async function deliver(post: Post, target: Target): Promise<void> {
  const reason = await findFailure(post, target).catch(String);
  if (reason === undefined) return;
  post.emit({ kind: "trouble", where: `schedule ${target.schedule}`, message: reason });
}

async function findFailure(post: Post, target: Target): Promise<string | undefined> {
  const { functionArn, input } = target;
  const denied = findDenied(post, target);
  if (denied !== undefined) return denied;
  const [, , , region = "", , , functionName = ""] = functionArn.split(":");
  const payload = Buffer.from(input);
  const result = await post.host.invoke({ region, functionName, payload, invocationType: "Event" });
  return result.kind === "accepted" || result.kind === "answer" ? undefined : result.message;
}

function findDenied(post: Post, { schedule, roleArn, functionArn: resource }: Target): string | undefined {
  const action = "lambda:InvokeFunction";
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
