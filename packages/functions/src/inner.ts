import type { Level } from "@crisscross/core/sample/call";
import { type InnerEvent, paddingOf } from "./calls/inner-event.ts";
import { openEnvironment } from "./edges/execution-environment.ts";

/** The function at the end of a `bare` call: says who answered and when. No SDK, no validation, at most 2 KB. */
export async function handler(event: InnerEvent): Promise<Level & { padding: string }> {
  const leave = environment.enter();
  const padding = paddingOf(event.downBytes);
  return { padding, ...leave() };
}

const environment = openEnvironment();
