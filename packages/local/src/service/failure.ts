import { randomUUID } from "node:crypto";
import type { Reply } from "./call.ts";

/** An error before any service is reached, by the name the gateway knows it. */
export type FailureKind = "accessDenied" | "unknownKey" | "badSignature" | "unsupported" | "malformed";

type Shape = Readonly<Record<FailureKind, { code: string; status: number }>>;

interface Codes {
  denied: string;
  unknownKey: string;
  signature: string;
  unsupported: string;
  malformed: string;
}

/** Of what a caller may not, and of who it is not; of operations that do not exist. */
const shapeWith =
  (codes: Codes) =>
  (denied: number, unsupported: number): Shape => ({
    accessDenied: { code: codes.denied, status: denied },
    unknownKey: { code: codes.unknownKey, status: denied },
    badSignature: { code: codes.signature, status: denied },
    unsupported: { code: codes.unsupported, status: unsupported },
    malformed: { code: codes.malformed, status: 400 },
  });
const jsonShape = shapeWith({
  denied: "AccessDeniedException",
  unknownKey: "UnrecognizedClientException",
  signature: "InvalidSignatureException",
  unsupported: "UnknownOperationException",
  malformed: "SerializationException",
});
/** Of the services whose protocol was AWS Query. */
const queryShape = shapeWith({
  denied: "AccessDenied",
  unknownKey: "InvalidClientTokenId",
  signature: "SignatureDoesNotMatch",
  unsupported: "InvalidAction",
  malformed: "MalformedInput",
});

/** What each service calls that error, and with what status it answers. Sources: the services' common errors pages. */
const shapes: Readonly<Record<string, Shape>> = {
  lambda: jsonShape(403, 404),
  dynamodb: jsonShape(400, 400),
  sqs: queryShape(403, 400),
  sns: { ...queryShape(403, 400), accessDenied: { code: "AuthorizationError", status: 403 } },
  monitoring: queryShape(403, 400),
  logs: jsonShape(400, 400),
};
const otherShape = jsonShape(403, 501);

/** The error in the wire shape of the service: JSON with a type, or SNS's XML. */
export function fail(service: string, kind: FailureKind, message: string): Reply {
  // Anybody may name a service, "constructor" for one.
  const shape = Object.hasOwn(shapes, service) ? shapes[service] : undefined;
  const { code, status } = (shape ?? otherShape)[kind];
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
