/** Ends a benchmark: prints one line per broken bound, and sets the exit code to 1 when there is any. */
export function judge(faults: readonly string[]): void {
  for (const fault of faults) console.log(`OVER: ${fault}`);
  console.log(
    faults.length > 0 ? "a busy machine may be the reason: run it again on an idle one" : "within its bounds",
  );
  process.exitCode = faults.length > 0 ? 1 : 0;
}
