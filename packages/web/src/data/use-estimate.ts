import { useEffect, useState } from "preact/hooks";
import { useSession } from "./client.ts";
import type { Estimate, JobRequest } from "./documents.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

interface Estimated {
  readonly estimate: Estimate | undefined;
  readonly trouble: Trouble | undefined;
}

/** What a job would cost and take: asked for a moment after its request stops changing. The last answer stays meanwhile. */
export function useEstimate(request: JobRequest, waitMs = 250): Estimated {
  const { client, signOut } = useSession();
  const [state, setState] = useState<Estimated>({ estimate: undefined, trouble: undefined });
  const text = JSON.stringify(request);
  useEffect(() => {
    const end = new AbortController();
    const ask = async () => {
      try {
        const body: JobRequest = JSON.parse(text);
        const { data } = await client.submitJob({ body, query: { dryRun: "true" }, signal: end.signal });
        setState({ estimate: data, trouble: undefined });
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
