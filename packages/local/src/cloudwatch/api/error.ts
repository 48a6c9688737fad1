import { randomUUID } from "node:crypto";
import type { Reply } from "../../service/call.ts";

/** Errors of both APIs: their HTTP status, and the code that clients of the older query protocol know them by. */
const kinds = {
  InvalidParameterValueException: { status: 400, query: "InvalidParameterValue" },
  InvalidParameterCombinationException: { status: 400, query: "InvalidParameterCombination" },
  MissingRequiredParameterException: { status: 400, query: "MissingParameter" },
  InvalidNextToken: { status: 400, query: "InvalidNextToken" },
  ValidationException: { status: 400, query: "ValidationError" },
  DashboardNotFoundError: { status: 404, query: "ResourceNotFound" },
  ResourceNotFound: { status: 404, query: "ResourceNotFound" },
  InvalidFormatFault: { status: 400, query: "InvalidFormat" },
  InvalidParameterException: { status: 400, query: "InvalidParameterException" },
  ResourceNotFoundException: { status: 400, query: "ResourceNotFoundException" },
  UnknownOperationException: { status: 400, query: "InvalidAction" },
  SerializationException: { status: 400, query: "MalformedInput" },
} as const;

export type ApiErrorKind = keyof typeof kinds;

/** A refusal in the words of AWS. */
export class ApiError extends Error {
  readonly kind: ApiErrorKind;

  constructor(kind: ApiErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

export interface Wire {
  contentType: string;
  /** "com.amazonaws.cloudwatch#" */
  namespace: string;
}

export function encodeError(wire: Wire, { kind, message }: ApiError): Reply {
  const { status, query } = kinds[kind];
  const body = JSON.stringify({ __type: `${wire.namespace}${kind}`, message });
  return encode(wire, status, body, { "x-amzn-query-error": `${query};Sender`, "x-amzn-errortype": kind });
}

export function encodeAnswer(wire: Wire, answer: object): Reply {
  return encode(wire, 200, JSON.stringify(answer), {});
}

function encode(wire: Wire, status: number, body: string, headers: Record<string, string>): Reply {
  const shared = { "content-type": wire.contentType, "x-amzn-requestid": randomUUID() };
  return { status, headers: { ...shared, ...headers }, body: Buffer.from(body) };
}
