import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { cbor } from "@smithy/core/cbor";
import { readAuthorization } from "./authorization.ts";
import type { Reply } from "./call.ts";
import { type Fail, failWith, nameIn, type Shape } from "./failure.ts";
import { readMediaType } from "./service-request.ts";

/** How a caller wants its answer: in AWS's JSON protocols, Smithy's RPC v2 CBOR, AWS Query, EC2's own Query or REST-XML. */
type Dialect = "json" | "cbor" | "query" | "ec2" | "xml";

const xmlServices: ReadonlySet<string> = new Set(["s3", "route53", "cloudfront"]);

export function dialectOf(headers: IncomingHttpHeaders): Dialect {
  if (headers["smithy-protocol"] === "rpc-v2-cbor") return "cbor";
  const service = readAuthorization(headers.authorization)?.service ?? "";
  if (xmlServices.has(service)) return "xml";
  if (readMediaType({ headers }) !== "application/x-www-form-urlencoded") return "json";
  return service === "ec2" ? "ec2" : "query";
}

/** A refusal in JSON, written for the sender of these headers if it speaks another dialect; any other reply as it is. */
export function refuseIn(headers: IncomingHttpHeaders, reply: Reply): Reply {
  if (reply.status < 400 || !String(reply.headers["content-type"]).includes("json")) return reply;
  const dialect = dialectOf(headers);
  if (dialect === "json") return reply;
  const told = readRefusal(reply);
  const written =
    dialect === "cbor"
      ? { headers: cborHeaders(), body: cbor.serialize({ __type: told.type, message: told.message }) }
      : failInXml(dialect, reply.status, told);
  return { ...reply, ...written, headers: { ...reply.headers, ...written.headers } };
}

export const cborHeaders = (): Record<string, string> => ({
  "content-type": "application/cbor",
  "smithy-protocol": "rpc-v2-cbor",
  "x-amzn-requestid": randomUUID(),
});

interface Told {
  type: string;
  /** As callers of AWS Query know it. */
  code: string;
  message: string;
}

function readRefusal({ headers, body }: Reply): Told {
  const { __type, message, Message } = JSON.parse(Buffer.from(body).toString()) as Record<string, unknown>;
  const type = String(__type ?? headers["x-amzn-errortype"] ?? "UnknownError");
  const [code = ""] = String(headers["x-amzn-query-error"] ?? type.slice(type.indexOf("#") + 1)).split(";");
  return { type, code, message: String(message ?? Message ?? "") };
}

/** An error as AWS Query writes it, or EC2 or S3 with their own elements around it. */
function failInXml(
  dialect: "query" | "ec2" | "xml",
  status: number,
  { code, message }: Omit<Told, "type">,
): Reply {
  const requestId = randomUUID();
  const told = `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`;
  const xml = {
    query: `<ErrorResponse><Error><Type>Sender</Type>${told}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
    ec2: `<Response><Errors><Error>${told}</Error></Errors><RequestID>${requestId}</RequestID></Response>`,
    xml: `<Error>${told}<RequestId>${requestId}</RequestId></Error>`,
  }[dialect];
  return failWith(status, { "content-type": "text/xml", "x-amzn-requestid": requestId }, xml);
}

/** Errors of AWS Query. */
export const failInQuery =
  (shape: Shape): Fail =>
  (kind, message) => {
    const { code, status } = nameIn(shape, kind);
    return failInXml("query", status, { code, message });
  };

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
