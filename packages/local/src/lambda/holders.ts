import type { Identity } from "../iam/identity.ts";
import { readAuthorization } from "../service/authorization.ts";
import type { ServiceCall } from "../service/call.ts";
import type { Caller } from "./contract.ts";
import type { Credentials } from "./credentials.ts";
import type { Member } from "./member.ts";

/** Which living environment holds which credentials. */
export class Holders {
  readonly #byKey = new Map<string, Member>();

  add(member: Member): void {
    this.#byKey.set(member.credentials.accessKeyId, member);
  }

  remove({ credentials }: Member): void {
    this.#byKey.delete(credentials.accessKeyId);
  }

  identify(accessKeyId: string): { identity: Identity; secret: Credentials } | undefined {
    const holder = this.#byKey.get(accessKeyId);
    return holder && { identity: holder.identity, secret: holder.credentials };
  }

  /** Who made a call, by the key it is signed with. */
  callerOf({ headers }: Pick<ServiceCall, "headers">): Caller {
    const holder = this.#byKey.get(readAuthorization(headers.authorization)?.accessKeyId ?? "");
    return holder === undefined
      ? { kind: "operator" }
      : { kind: "function", environmentId: holder.identity.environmentId };
  }
}
