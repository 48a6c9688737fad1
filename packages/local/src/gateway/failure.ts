import { randomUUID } from "node:crypto";
import type { Reply } from "./call.ts";

/** An error before any service is reached, by the name the gateway knows it. */
export type FailureKind = "accessDenied" | "unknownKey" | "unsupported";

/** What each service calls that error, and with what status it answers. Sources: the services' common errors pages. */
const shapes: Readonly<Record<string, Record<FailureKind, { code: string; status: number }>>> = {
  lambda: {
    accessDenied: { code: "AccessDeniedException", status: 403 },
    unknownKey: { code: "UnrecognizedClientException", status: 403 },
    unsupported: { code: "UnknownOperationException", status: 404 },
  },
  dynamodb: {
    accessDenied: { code: "AccessDeniedException", status: 400 },
    unknownKey: { code: "UnrecognizedClientException", status: 400 },
    unsupported: { code: "UnknownOperationException", status: 400 },
  },
  sqs: {
    accessDenied: { code: "AccessDenied", status: 403 },
    unknownKey: { code: "InvalidClientTokenId", status: 403 },
    unsupported: { code: "InvalidAction", status: 400 },
  },
  sns: {
    accessDenied: { code: "AuthorizationError", status: 403 },
    unknownKey: { code: "InvalidClientTokenId", status: 403 },
    unsupported: { code: "InvalidAction", status: 400 },
  },
  monitoring: {
    accessDenied: { code: "AccessDenied", status: 403 },
    unknownKey: { code: "InvalidClientTokenId", status: 403 },
    unsupported: { code: "InvalidAction", status: 400 },
  },
  logs: {
    accessDenied: { code: "AccessDeniedException", status: 400 },
    unknownKey: { code: "UnrecognizedClientException", status: 400 },
    unsupported: { code: "UnknownOperationException", status: 400 },
  },
};
const otherShape = {
  accessDenied: { code: "AccessDeniedException", status: 403 },
  unknownKey: { code: "UnrecognizedClientException", status: 403 },
  unsupported: { code: "UnknownOperationException", status: 501 },
};

/** The error in the wire shape of the service: JSON with a type, or SNS's XML. */
export function fail(service: string, kind: FailureKind, message: string): Reply {
  const { code, status } = (shapes[service] ?? otherShape)[kind];
  const requestId = randomUUID();
  if (service === "sns") {
    const error = `<Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message>`;
    const xml = `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error>${error}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
    return encode(status, { "content-type": "text/xml", "x-amzn-requestid": requestId }, xml);
  }
  if (service === "lambda") {
    const headers = {
      "content-type": "application/json",
      "x-amzn-errortype": code,
      "x-amzn-requestid": requestId,
    };
    return encode(status, headers, JSON.stringify({ Message: message }));
  }
  const namespace = service === "sqs" ? "com.amazonaws.sqs" : "com.amazon.coral.service";
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amzn-requestid": requestId,
    ...(service === "sqs" ? { "x-amzn-query-error": `${code};Sender` } : {}),
  };
  return encode(status, headers, JSON.stringify({ __type: `${namespace}#${code}`, message }));
}

function encode(status: number, headers: Record<string, string>, text: string): Reply {
  return { status, headers, body: Buffer.from(text) };
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
