import { useState } from "preact/hooks";
import { useSession } from "./client.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

export interface Action<Given extends unknown[]> {
  readonly isRunning: boolean;
  readonly trouble: Trouble | undefined;
  run(...given: Given): Promise<void>;
}

/** Something that is done once, when it is asked for: one at a time, and what went wrong is kept to be shown. */
export function useAction<Given extends unknown[]>(
  act: (...given: Given) => Promise<unknown>,
): Action<Given> {
  const { signOut } = useSession();
  const [isRunning, setRunning] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const run = async (...given: Given) => {
    if (isRunning) return;
    setRunning(true);
    setTrouble(undefined);
    try {
      await act(...given);
    } catch (error) {
      const found = troubleOf(error);
      if (found.kind === "token") signOut(found.says);
      else setTrouble(found);
    } finally {
      setRunning(false);
    }
  };
  return { isRunning, trouble, run };
}
