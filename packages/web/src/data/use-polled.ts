import type { Answered } from "@crisscross/client/client";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { useSession } from "./client.ts";
import { livePace, nextPauseMs, type Pace } from "./pace.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

export interface Polled<Data> {
  /** The newest answer; it stays while the API is away. */
  readonly data: Data | undefined;
  /** Of the last try; undefined when it was answered. */
  readonly trouble: Trouble | undefined;
  /** Asks again at once. */
  refresh(): void;
}

interface Question<Data> {
  /** What is asked: when it changes, what is known is forgotten. */
  readonly key: string;
  ask(signal: AbortSignal): Promise<Answered<Data>>;
  /** Whether an answer will stay as it is: then nobody asks again. Default: never. */
  isLast?(data: Data): boolean;
  /** What is known already, and will stay: nobody asks. */
  readonly initial?: Data | undefined;
  readonly pace?: Pace;
}

/**
 * Asks the API, and again: soon after something new, later where nothing changes, and not while the page is hidden. A token
 * that is refused ends the session.
 */
export function usePolled<Data>(question: Question<Data>): Polled<Data> {
  const { signOut } = useSession();
  const [state, setState] = useState<{ key: string; data?: Data; trouble?: Trouble }>({ key: "" });
  const [round, setRound] = useState(0);
  const current = useRef(question);
  current.current = question;
  useEffect(() => {
    const { key, pace = livePace, initial } = current.current;
    if (initial !== undefined) return;
    const end = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let [pauseMs, last, isDone] = [pace.firstMs, "", false];
    const later = () => {
      clearTimeout(timer);
      if (!end.signal.aborted && !isDone && !document.hidden) timer = setTimeout(look, pauseMs);
    };
    const look = async () => {
      try {
        const { data, response } = await current.current.ask(end.signal);
        if (end.signal.aborted) return;
        const text = response.headers.get("etag") ?? JSON.stringify(data);
        pauseMs = nextPauseMs(pace, pauseMs, text === last ? "same" : "new");
        isDone = current.current.isLast?.(data) ?? false;
        if (text !== last) setState({ key, data });
        else setState((known) => (known.trouble === undefined ? known : { key, data }));
        last = text;
      } catch (error) {
        if (end.signal.aborted) return;
        const trouble = troubleOf(error);
        if (trouble.kind === "token") return signOut(trouble.says);
        pauseMs = nextPauseMs(pace, pauseMs, "nothing");
        isDone = trouble.kind === "refused";
        setState((known) => (known.key === key ? { ...known, trouble } : { key, trouble }));
      }
      later();
    };
    const onShown = () => (document.hidden ? clearTimeout(timer) : isDone || look());
    document.addEventListener("visibilitychange", onShown);
    addEventListener("online", onShown);
    look();
    return () => {
      end.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onShown);
      removeEventListener("online", onShown);
    };
  }, [question.key, round, signOut]);
  const refresh = useCallback(() => setRound((one) => one + 1), []);
  const { data, trouble } = state.key === question.key ? state : {};
  return { data: question.initial ?? data, trouble, refresh };
}
