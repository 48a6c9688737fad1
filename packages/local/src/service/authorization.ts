/** What an Authorization header of Signature Version 4 says. `verifySignature` tells whether it is true. */
export interface Authorization extends Scope {
  accessKeyId: string;
  /** YYYYMMDD */
  date: string;
  /** Names in lower case. */
  signedHeaders: readonly string[];
  signature: string;
}

/** Which service of which region a request is signed for. */
interface Scope {
  region: string;
  service: string;
}

const pattern =
  /^AWS4-HMAC-SHA256 +Credential=([\w-]+)\/(\d{8})\/([a-z\d-]+)\/([a-z\d-]+)\/aws4_request, *SignedHeaders=([a-z\d;_-]+), *Signature=([\da-f]+)$/;

/** Undefined for any other form, and for none. */
export function readAuthorization(header: string | undefined): Authorization | undefined {
  const [, accessKeyId, date, region, service, names, signature] = pattern.exec(header ?? "") ?? [];
  if (accessKeyId === undefined || date === undefined || region === undefined || service === undefined)
    return undefined;
  if (names === undefined || signature === undefined) return undefined;
  return { accessKeyId, date, region, service, signedHeaders: names.split(";"), signature };
}

export function printAuthorization({
  accessKeyId,
  date,
  region,
  service,
  signedHeaders,
  signature,
}: Authorization): string {
  const scope = `${accessKeyId}/${date}/${region}/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
}
