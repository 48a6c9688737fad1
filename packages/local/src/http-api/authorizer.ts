import * as v from "valibot";
import { parseJson } from "../graph/json.ts";
import type { InvokeResult } from "../lambda/contract.ts";
import type { Clock } from "../time/clock.ts";
import type { ApiRequest } from "./request.ts";

export interface AuthorizerSpec {
  id: string;
  /** "$request.header.Name"; each must be present. */
  identitySources: readonly string[];
  /** 0 caches nothing. */
  ttlMs: number;
}

type Admission =
  | { kind: "authorized"; context: Record<string, unknown> | undefined }
  | { kind: "missingIdentity" }
  | { kind: "forbidden" }
  /** There was no environment to ask it in. */
  | { kind: "busy" }
  | { kind: "broken"; reason: string };

const SimpleResponse = v.object({
  isAuthorized: v.boolean(),
  context: v.nullish(v.record(v.string(), v.unknown())),
});

export interface Authorizer {
  authorize(
    request: ApiRequest,
    encodeEvent: () => object,
    invoke: (payload: Uint8Array) => Promise<InvokeResult | { kind: "forbidden" }>,
  ): Promise<Admission>;
}

/** A Lambda authorizer of an HTTP API with simple responses, cached by the values of its identity sources. */
export function createAuthorizer(spec: AuthorizerSpec, clock: Clock): Authorizer {
  const cache = new Map<string, { verdict: Admission; untilMs: number }>();
  return {
    async authorize(request, encodeEvent, invoke) {
      const identity = spec.identitySources.map((source) => readSource(source, request));
      if (!identity.every((value) => value !== undefined && value !== "")) return { kind: "missingIdentity" };
      const key = JSON.stringify(identity);
      const cached = cache.get(key);
      if (cached !== undefined && cached.untilMs > clock.monotonicMs()) return cached.verdict;
      const event = { ...encodeEvent(), type: "REQUEST", identitySource: identity };
      const verdict = readVerdict(await invoke(Buffer.from(JSON.stringify(event))));
      if (spec.ttlMs > 0 && verdict.kind !== "broken" && verdict.kind !== "busy") {
        for (const [old, { untilMs }] of cache) if (untilMs <= clock.monotonicMs()) cache.delete(old);
        cache.set(key, { verdict, untilMs: clock.monotonicMs() + spec.ttlMs });
      }
      return verdict;
    },
  };
}

function readVerdict(result: InvokeResult | { kind: "forbidden" }): Admission {
  if (result.kind === "busy" || result.kind === "abandoned") return { kind: "busy" };
  if (result.kind !== "answer")
    return { kind: "broken", reason: `the authorizer was not run: ${result.kind}` };
  if (result.functionError !== undefined) return { kind: "broken", reason: "the authorizer failed" };
  const answer = parseJson(Buffer.from(result.payload).toString());
  if (answer === undefined) return { kind: "broken", reason: "the authorizer did not answer JSON" };
  const parsed = v.safeParse(SimpleResponse, answer);
  if (!parsed.success) return { kind: "broken", reason: "the authorizer's answer has no isAuthorized" };
  if (!parsed.output.isAuthorized) return { kind: "forbidden" };
  return { kind: "authorized", context: parsed.output.context ?? undefined };
}

const HEADER = "$request.header.";

const readSource = (source: string, { headers }: ApiRequest): string | undefined =>
  headers[source.slice(HEADER.length).toLowerCase()];

/** Throws for a source the local cloud cannot read, so that it is found when the API is set up. */
export function checkSource(source: string): void {
  if (!source.startsWith(HEADER))
    throw new Error(`The identity source ${source} is not supported; use ${HEADER}NAME.`);
}
