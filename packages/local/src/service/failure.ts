import { randomUUID } from "node:crypto";
import type { Reply } from "./call.ts";
import type { ErrorName, FailureKind } from "./refusal.ts";

/** Makes the error in the shape of one service on the wire. */
export type Fail = (kind: FailureKind | ErrorName, message: string) => Reply;

/** What a service calls each error. Sources: the services' common errors pages. */
export type Shape = Readonly<Record<FailureKind, ErrorName>>;

/** The error by the service's name of it. */
export const nameIn = (shape: Shape, kind: FailureKind | ErrorName): ErrorName =>
  typeof kind === "string" ? shape[kind] : kind;

interface Codes {
  denied: string;
  unknownKey: string;
  signature: string;
  unsupported: string;
  malformed: string;
  otherRegion: string;
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
    otherRegion: { code: codes.otherRegion, status: 400 },
    otherAccount: { code: codes.denied, status: denied },
  });

export const jsonShape = shapeWith({
  denied: "AccessDeniedException",
  unknownKey: "UnrecognizedClientException",
  signature: "InvalidSignatureException",
  unsupported: "UnknownOperationException",
  malformed: "SerializationException",
  otherRegion: "InvalidParameterException",
});

/** Of the services whose protocol was AWS Query. */
export const queryShape = shapeWith({
  denied: "AccessDenied",
  unknownKey: "InvalidClientTokenId",
  signature: "SignatureDoesNotMatch",
  unsupported: "InvalidAction",
  malformed: "MalformedInput",
  otherRegion: "InvalidParameterValue",
});

/**
 * Errors as JSON with a type, in the service's namespace unless it has one. `hasQueryError` tells clients of the older query
 * protocol the code they know.
 */
export function failInJson(
  shape: Shape,
  { namespace = "com.amazon.coral.service#", hasQueryError = false, version = "1.0" } = {},
): Fail {
  return (kind, message) => {
    const { code, status, query = code.replace(/^.*#/, "") } = nameIn(shape, kind);
    const headers = {
      "content-type": `application/x-amz-json-${version}`,
      "x-amzn-requestid": randomUUID(),
      ...(hasQueryError && { "x-amzn-query-error": `${query};Sender` }),
    };
    const __type = code.includes("#") ? code : `${namespace}${code}`;
    return failWith(status, headers, JSON.stringify({ __type, message }));
  };
}

/** Errors of REST services, whose type is a header. */
export function failInRest(shape: Shape): Fail {
  return (kind, message) => {
    const { code, status, more } = nameIn(shape, kind);
    const headers = {
      "content-type": "application/json",
      "x-amzn-errortype": code,
      "x-amzn-requestid": randomUUID(),
    };
    return failWith(status, headers, JSON.stringify({ ...more, Message: message, message }));
  };
}

/** Of a service that is not known here. */
export const failUnknown = failInJson(jsonShape(403, 501));

export function failWith(status: number, headers: Record<string, string>, text: string): Reply {
  return { status, headers, body: Buffer.from(text) };
}
