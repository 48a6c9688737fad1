import type { Call, Reply } from "./call.ts";

/** Something that answers the calls of one service. */
export interface Backend {
  answer(call: Call, region: string): Promise<Reply>;
  stop(): Promise<void>;
}
