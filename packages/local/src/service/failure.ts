import { randomUUID } from "node:crypto";
import type { Reply } from "./call.ts";

/** An error before any service is reached, by the name the gateway knows it. */
export type FailureKind =
  | "accessDenied"
  | "unknownKey"
  | "badSignature"
  | "unsupported"
  | "malformed"
  /** Of a resource that is named, but not of the request's region or account. */
  | "otherRegion"
  | "otherAccount";

/** Makes the error in the shape of one service on the wire. */
export type Fail = (kind: FailureKind, message: string) => Reply;

/**
 * What a service calls each error (`query`: in its older query protocol), and with what status it answers. Sources: the
 * services' common errors pages.
 */
export type Shape = Readonly<Record<FailureKind, { code: string; status: number; query?: string }>>;

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

/** Errors as JSON with a type. `hasQueryError` tells clients of the older query protocol the code they know. */
export function failInJson(
  shape: Shape,
  { namespace = "com.amazon.coral.service", hasQueryError = false } = {},
): Fail {
  return (kind, message) => {
    const { code, status, query = code } = shape[kind];
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amzn-requestid": randomUUID(),
      ...(hasQueryError ? { "x-amzn-query-error": `${query};Sender` } : {}),
    };
    return failWith(status, headers, JSON.stringify({ __type: `${namespace}#${code}`, message }));
  };
}

/** Errors of REST services, whose type is a header. */
export function failInRest(shape: Shape): Fail {
  return (kind, message) => {
    const { code, status } = shape[kind];
    const headers = {
      "content-type": "application/json",
      "x-amzn-errortype": code,
      "x-amzn-requestid": randomUUID(),
    };
    return failWith(status, headers, JSON.stringify({ Message: message, message }));
  };
}

/** Of a service that is not known here. */
export const failUnknown = failInJson(jsonShape(403, 501));

export function failWith(status: number, headers: Record<string, string>, text: string): Reply {
  return { status, headers, body: Buffer.from(text) };
}
