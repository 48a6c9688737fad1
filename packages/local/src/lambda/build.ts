import { type BuildOptions, build, stop } from "esbuild";

let running = 0;

/** Builds with esbuild, whose own process would stay, with half a GB of what it has read: it ends with the last build. */
export async function buildAndLeave(options: BuildOptions): Promise<void> {
  running++;
  try {
    await build(options);
  } finally {
    running--;
    if (running === 0) await stop();
  }
}
