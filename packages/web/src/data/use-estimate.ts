import type { Client } from "@crisscross/client/client";
import { useEffect, useState } from "preact/hooks";
import { useSession } from "./client.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

/** What a dry run answers, as far as the page shows it. */
export interface Estimate {
  readonly spec: { readonly origins: readonly string[]; readonly targets: readonly string[] };
  readonly cells: number;
  readonly blocks: number;
  readonly probes: number;
  readonly seconds: number;
  readonly basis: string;
  readonly usd: number;
  readonly isAtLeast: boolean;
  readonly notCounted: readonly string[];
}

interface Estimated {
  readonly estimate: Estimate | undefined;
  readonly trouble: Trouble | undefined;
}

type Submitted = Parameters<Client["submitJob"]>[0];

/** What a job would cost and take: asked for a moment after its request stops changing. The last answer stays meanwhile. */
export function useEstimate(request: object | undefined, waitMs = 250): Estimated {
  const { client, signOut } = useSession();
  const [state, setState] = useState<Estimated>({ estimate: undefined, trouble: undefined });
  const text = JSON.stringify(request);
  useEffect(() => {
    if (text === undefined) return;
    const end = new AbortController();
    const ask = async () => {
      try {
        const asked = { body: JSON.parse(text), query: { dryRun: "true" }, signal: end.signal };
        const { data } = await client.submitJob(asked as Submitted);
        setState({ estimate: data as unknown as Estimate, trouble: undefined });
      } catch (error) {
        if (end.signal.aborted) return;
        const trouble = troubleOf(error);
        if (trouble.kind === "token") signOut(trouble.says);
        else setState({ estimate: undefined, trouble });
      }
    };
    const timer = setTimeout(ask, waitMs);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [text, client, signOut, waitMs]);
  return state;
}
