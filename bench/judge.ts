/** Ends a benchmark: says what is over its bound, a line each, and leaves 1 as the exit code when something is. */
export function judge(faults: readonly string[]): void {
  for (const fault of faults) console.log(`OVER: ${fault}`);
  console.log(
    faults.length > 0 ? "a busy machine may be the reason: run it again on an idle one" : "within its bounds",
  );
  process.exitCode = faults.length > 0 ? 1 : 0;
}
