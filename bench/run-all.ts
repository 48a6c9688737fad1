import { spawnSync } from "node:child_process";

/** Runs every file, also after one that failed, and says which did. Answers the exit code: 1 when one failed, else 0. */
export function runAll(files: readonly string[]): number {
  const failed = files.filter((file) => {
    console.log(`\n── ${file}`);
    const { status, signal, error } = spawnSync(process.execPath, [file], { stdio: "inherit" });
    if (signal !== null) console.log(`${file}: ended by ${signal}`);
    if (error) console.log(`${file}: not started: ${error.message}`);
    return status !== 0;
  });
  const passed = `${files.length - failed.length} of ${files.length} within their bounds`;
  console.log(`\n${passed}${failed.length > 0 ? `; look above for what ${failed.join(" and ")} said` : ""}`);
  return failed.length > 0 ? 1 : 0;
}
