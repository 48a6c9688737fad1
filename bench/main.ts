/** `npm run bench`: both benchmarks, one after another, whatever becomes of the first. Wants an otherwise idle machine. */
import { runAll } from "./run-all.ts";

process.exitCode = runAll(["bench/distance.ts", "bench/matrix.ts"]);
