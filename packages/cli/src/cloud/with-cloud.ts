import type { Cloud } from "@crisscross/local/cloud";
import { createProgress } from "../terminal/progress.ts";
import type { Shell } from "../terminal/shell.ts";
import { stopCloud, watchFailedWrites } from "./failed-writes.ts";
import { type LocalCloudOptions, startLocalCloud } from "./local-cloud.ts";
import { createToken } from "./token-file.ts";
import { troubleIn } from "./trouble.ts";

interface WithCloudOptions extends Omit<LocalCloudOptions, "token" | "onEvent"> {
  /** The folder as it was typed; empty without one. */
  data: string;
  /** Whether progress is shown to people only. */
  quiet: boolean;
  /** Told what a person should know of what happens in the cloud. */
  onTrouble(trouble: string): void;
}

interface OwnCloud {
  cloud: Cloud;
  token: string;
  /** Aborted by Ctrl-C, and by a write that failed. */
  interrupted: AbortSignal;
  /** Rejects when something could not be kept. */
  stop(): Promise<void>;
}

/** Brings up a local cloud, hands it to `use`, and stops it after that. Throws CommandError 1, also when a write failed. */
export async function withCloud<T>(
  shell: Shell,
  { data, quiet, onTrouble, ...options }: WithCloudOptions,
  use: (own: OwnCloud) => Promise<T>,
): Promise<T> {
  const { folder } = options;
  const token = folder?.token ?? createToken();
  const failedWrites = watchFailedWrites(data);
  const bringUp = createProgress(shell.stderr, "provisioning", { quiet });
  const starting = startLocalCloud({
    ...options,
    token,
    onEvent: (event) => {
      failedWrites.note(event);
      if (event.kind === "provisioned") bringUp.update(event.done, event.total);
      const trouble = troubleIn(event);
      if (trouble !== undefined) onTrouble(trouble);
    },
  });
  const cloud = await failedWrites.blame(starting.finally(() => bringUp.stop()));
  const stop = () => stopCloud(cloud, failedWrites);
  try {
    if (!options.isReading) await folder?.noteAddress(cloud.apiUrl);
    const interrupted = AbortSignal.any([shell.interrupted, failedWrites.signal]);
    return await failedWrites.blame(use({ cloud, token, interrupted, stop }));
  } finally {
    await stop();
  }
}
