import { createHash, randomUUID } from "node:crypto";
import { readAuthorization } from "../service/authorization.ts";
import type { Backend } from "../service/backend.ts";
import { failInQuery } from "../service/dialect.ts";
import { queryShape } from "../service/failure.ts";
import { readForm } from "../service/read-form.ts";
import { Refusal } from "../service/refusal.ts";
import type { Description } from "../service/service.ts";
import type { Identity } from "./identity.ts";
import { iamKinds, type RoleSite } from "./kinds.ts";

/** The Security Token Service, as far as it tells a caller who it is. */
export const sts = {
  name: "sts",
  read: readForm,
  // Everybody may ask, whatever a policy says: IAM User Guide, "GetCallerIdentity".
  accessesOf: ({ operation }) => (operation === "GetCallerIdentity" ? [] : undefined),
  fail: failInQuery(queryShape(403, 400)),
  kinds: iamKinds,
  open: openSts,
} as const satisfies Description<Place & RoleSite>;

interface Place {
  accountId: string;
  host: { identify(accessKeyId: string): { identity: Identity } | undefined };
}

function openSts({ accountId, host }: Place): Backend {
  return {
    async answer({ operation, call }) {
      if (operation !== "GetCallerIdentity")
        throw new Refusal(
          "unsupported",
          `The local cloud has no operation ${operation} of sts; it has GetCallerIdentity.`,
        );
      const accessKeyId = readAuthorization(call.headers.authorization)?.accessKeyId ?? "";
      return write(describeCaller(accountId, host.identify(accessKeyId)?.identity));
    },
    stop: () => Promise.resolve(),
  };
}

/** Whoever is no function is the operator, who may do what an account's root may. */
function describeCaller(accountId: string, identity: Identity | undefined): { arn: string; userId: string } {
  if (identity === undefined) return { arn: `arn:aws:iam::${accountId}:root`, userId: accountId };
  const role = identity.roleArn.slice(identity.roleArn.lastIndexOf("/") + 1);
  const session = identity.functionArn.split(":")[6];
  const roleId = createHash("sha256").update(identity.roleArn).digest("hex").slice(0, 17).toUpperCase();
  return {
    arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${session}`,
    userId: `AROA${roleId}:${session}`,
  };
}

function write({ arn, userId }: { arn: string; userId: string }) {
  const account = arn.split(":")[4];
  const requestId = randomUUID();
  const result = `<Arn>${arn}</Arn><UserId>${userId}</UserId><Account>${account}</Account>`;
  const xml = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${result}</GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;
  return {
    status: 200,
    headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
    body: Buffer.from(xml),
  };
}
