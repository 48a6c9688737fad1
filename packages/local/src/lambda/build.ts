import { stop } from "esbuild";

let running = 0;

/** Runs an esbuild build. esbuild's own process, with half a GB of what it has read, is ended with the last build. */
export async function andLeave<T>(build: () => Promise<T>): Promise<T> {
  running++;
  try {
    return await build();
  } finally {
    running--;
    if (running === 0) await stop();
  }
}
