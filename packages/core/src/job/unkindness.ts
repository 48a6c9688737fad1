import * as v from "valibot";
import { name } from "../edge/schema.ts";

/**
 * What the cloud that ran a measurement simulated beside the network, by the local cloud's own names, such as `freeze`.
 * Absent on AWS, and where nothing was.
 */
export const Unkindness = v.pipe(v.array(name), v.minLength(1), v.maxLength(16));
export type Unkindness = v.InferOutput<typeof Unkindness>;
