import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { AppError } from "@crisscross/core/edge/error";

/** Lambda's answer, in which a body is a JSON string or base64, may hold 6 MB; this leaves room for its headers. */
const answerBytes = 6_000_000;

/**
 * The response if it fits into Lambda's answer as it is, else compressed if the client takes that.
 * Throws AppError `too-large` that says how to ask for less.
 */
export async function fitAnswer(response: Response, acceptEncoding: string | undefined): Promise<Response> {
  const body = await response.clone().text();
  // Escaping at most makes six bytes of one.
  if (body.length * 6 <= answerBytes || Buffer.byteLength(JSON.stringify(body)) <= answerBytes)
    return response;
  const packed = /\bgzip\b/i.test(acceptEncoding ?? "") ? await promisify(gzip)(body) : undefined;
  if (packed && (packed.length * 4) / 3 <= answerBytes) {
    const headers = new Headers(response.headers);
    headers.delete("content-length");
    headers.set("content-encoding", "gzip");
    headers.set("vary", "accept-encoding");
    return new Response(packed, { status: response.status, headers });
  }
  throw new AppError(
    "too-large",
    `answer: ${Buffer.byteLength(body)} bytes are more than can be sent; send accept-encoding: gzip, or ask for a part with origin, target or variant`,
  );
}
