import { type Disorder, mildDisorder } from "../backend/disorder.ts";

/** Where the local cloud is as unkind as AWS, beside the distance between regions. */
export interface UnkindOptions {
  /** Whether the network is simulated; all that follows is off by default where it is not. */
  wan?: boolean;
  /** Whether environments stand still between their invocations. Windows cannot stop a process. */
  freeze?: boolean;
  /** How standard queues reorder and repeat; false where each message comes once and in order. */
  disorder?: Disorder | false;
  /** How late the filter policies of subscriptions take effect: at once by default, within 15 minutes on AWS. */
  filtersAfterMs?: number;
}

interface Unkindness {
  freeze: boolean;
  disorder: Disorder | false;
  filtersAfterMs: number;
  /** What of it is on, by the names that results carry. */
  unkindness: readonly string[];
}

/** Throws for what this machine cannot do. */
export function chooseUnkindness(
  { wan = true, ...options }: UnkindOptions,
  platform: NodeJS.Platform = process.platform,
): Unkindness {
  const canFreeze = platform !== "win32";
  const { freeze = wan && canFreeze, disorder = wan && mildDisorder, filtersAfterMs = 0 } = options;
  if (freeze && !canFreeze)
    throw new Error("freeze: true is not accepted on Windows, which cannot stop a process; leave it out.");
  const on = { freeze, disorder: disorder !== false, "late-filters": filtersAfterMs > 0 };
  const unkindness = Object.entries(on).flatMap(([name, isOn]) => (isOn ? [name] : []));
  return { freeze, disorder, filtersAfterMs, unkindness };
}
