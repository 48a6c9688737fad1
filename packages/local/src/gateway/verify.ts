import { createHash, timingSafeEqual } from "node:crypto";
import { Hash } from "@smithy/core/serde";
import { SignatureV4 } from "@smithy/signature-v4";
import { type Authorization, readAuthorization } from "../service/authorization.ts";
import type { ServiceCall } from "../service/call.ts";
import { type EpochMs, toEpochMs } from "../time/times.ts";

/** What a caller signs with. */
export interface Secret {
  secretAccessKey: string;
  /** Only of temporary credentials. */
  sessionToken?: string;
}

/** AWS's own limit for the difference between a request's clock and its. */
const skewLimitMs = 5 * 60_000;

/**
 * What is wrong with a request's signature, in words; undefined when it was made with the secret, over all of the body and
 * every header that decides what the request is.
 */
export async function verifySignature(
  call: ServiceCall,
  authorization: Authorization,
  { secretAccessKey, sessionToken }: Secret,
  nowMs: EpochMs,
): Promise<string | undefined> {
  const { headers } = call;
  const signedMs = readTime(String(headers["x-amz-date"]), authorization.date);
  if (signedMs === undefined)
    return "X-Amz-Date has to be YYYYMMDDTHHMMSSZ, of the day of the credential scope.";
  if (Math.abs(nowMs - signedMs) > skewLimitMs)
    return `The signature is of ${new Date(signedMs).toISOString()}, more than five minutes off.`;
  if (sessionToken !== undefined && headers["x-amz-security-token"] !== sessionToken)
    return "X-Amz-Security-Token is not that of the access key.";
  const signed = new Set(authorization.signedHeaders);
  const open = Object.keys(headers).find((name) => hasToBeSigned(name) && !signed.has(name));
  if (open !== undefined) return `The header ${open} has to be signed.`;
  const told = headers["x-amz-content-sha256"];
  if (told !== undefined && told !== createHash("sha256").update(call.body).digest("hex"))
    return "X-Amz-Content-Sha256 is not that of the body.";
  const expected = await sign(call, authorization, secretAccessKey, signedMs);
  return isSame(expected, authorization.signature)
    ? undefined
    : "The signature does not match the request and the secret access key.";
}

/** Content-Type is left out: whether clients sign it differs, and a wrong one is refused anyway. */
function hasToBeSigned(name: string): boolean {
  return name === "host" || name.startsWith("x-amz-");
}

async function sign(
  { method, path, headers, body }: ServiceCall,
  { accessKeyId, region, service, signedHeaders }: Authorization,
  secretAccessKey: string,
  signedMs: EpochMs,
): Promise<string> {
  const [plainPath = "/", query = ""] = path.split(/\?(.*)/s, 2);
  const named = signedHeaders.map((name): [string, string] => [name, String(headers[name] ?? "")]);
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey },
    region,
    service,
    sha256: Hash.bind(null, "sha256"),
    applyChecksum: false,
  });
  const request = {
    method,
    protocol: "http:",
    hostname: "",
    path: plainPath,
    query: readQuery(query),
    headers: Object.fromEntries(named),
    body,
  };
  const options = { signingDate: new Date(signedMs), signableHeaders: new Set(signedHeaders) };
  const { authorization } = (await signer.sign(request, options)).headers;
  return readAuthorization(authorization)?.signature ?? "";
}

/** A name that is given twice is signed with both values. */
function readQuery(query: string): Record<string, string | string[]> {
  const given = Object.groupBy([...new URLSearchParams(query)], ([name]) => name);
  return Object.fromEntries(
    Object.entries(given).map(([name, pairs = []]) => {
      const values = pairs.map(([, value]) => value);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

/** Epoch ms of "20261130T135000Z", if it is of the day "20261130". */
function readTime(text: string, date: string): EpochMs | undefined {
  const [, day, hours, minutes, seconds] = /^(\d{8})T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  if (day !== date) return undefined;
  const [year, month, dayOfMonth] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)];
  const epochMs = Date.parse(`${year}-${month}-${dayOfMonth}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(epochMs) ? undefined : toEpochMs(epochMs);
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
