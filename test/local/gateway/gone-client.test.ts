import { expect, it } from "vitest";
import { readRequest } from "../../../packages/local/src/gateway/read-request.ts";
import { services } from "../../../packages/local/src/provision/services.ts";
import { readAuthorization } from "../../../packages/local/src/service/authorization.ts";

it("a request that is read still tells when its client is gone", () => {
  const header =
    "AWS4-HMAC-SHA256 Credential=AKIA1/20261130/eu-west-2/lambda/aws4_request, SignedHeaders=host;x-amz-date, Signature=00";
  const authorization = readAuthorization(header);
  if (authorization === undefined) throw new Error("the header is well-formed");
  const client = new AbortController();
  const call = {
    method: "POST",
    path: "/2015-03-31/functions/f/invocations",
    headers: { host: "127.0.0.1", "x-amz-date": "20261130T000000Z", authorization: header },
    body: Buffer.from("{}"),
    signal: client.signal,
  };
  const read = readRequest(services, call, authorization, "000000000000");
  client.abort();
  expect(read.call.signal?.aborted).toBe(true);
});
