/** An error that any service may have, by the name the local cloud knows it. */
export type FailureKind =
  | "accessDenied"
  | "unknownKey"
  | "badSignature"
  | "unsupported"
  | "malformed"
  /** Of a resource that is named, but not of the request's region or account. */
  | "otherRegion"
  | "otherAccount";

/** An error as one service calls it on the wire, and the status it is answered with. */
export interface ErrorName {
  code: string;
  status: number;
  /** In the older query protocol, where that differs. */
  query?: string;
  /** What REST services say beside it. */
  more?: Readonly<Record<string, string>>;
}

/** What AWS refuses: a request that is none of its service's or could be read in two ways, or one that the service turns down. */
export class Refusal extends Error {
  readonly kind: FailureKind | ErrorName;

  constructor(kind: FailureKind | ErrorName, message: string) {
    super(message);
    this.kind = kind;
  }
}
