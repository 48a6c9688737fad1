import { stop } from "esbuild";

let running = 0;

/** Runs a build of esbuild's, whose own process would stay, with half a GB of what it has read: it ends with the last build. */
export async function andLeave<T>(build: () => Promise<T>): Promise<T> {
  running++;
  try {
    return await build();
  } finally {
    running--;
    if (running === 0) await stop();
  }
}
