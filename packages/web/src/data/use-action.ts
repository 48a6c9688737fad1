import { useState } from "preact/hooks";
import { useSession } from "./client.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

interface Action<Result> {
  readonly isRunning: boolean;
  readonly trouble: Trouble | undefined;
  /** Of the last time it was done. */
  readonly result: Result | undefined;
  run(): Promise<void>;
}

/** Something that is done when it is asked for: one at a time, and what came of it is kept to be shown. */
export function useAction<Result>(act: () => Promise<Result>): Action<Result> {
  const { signOut } = useSession();
  const [isRunning, setRunning] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const [result, setResult] = useState<Result>();
  const run = async () => {
    if (isRunning) return;
    setRunning(true);
    setTrouble(undefined);
    setResult(undefined);
    try {
      const came = await act();
      setResult(() => came);
    } catch (error) {
      const found = troubleOf(error);
      if (found.kind === "token") signOut(found.says);
      else setTrouble(found);
    } finally {
      setRunning(false);
    }
  };
  return { isRunning, trouble, result, run };
}
