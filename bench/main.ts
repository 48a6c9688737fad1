/** `npm run bench`: both benchmarks, one after another, the second also when the first fails. Wants an otherwise idle machine. */
import { runAll } from "./run-all.ts";

process.exitCode = runAll(["bench/distance.ts", "bench/matrix.ts"]);
