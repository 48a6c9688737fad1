import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

function run(script: string) {
  const { status, stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, stdout };
}

const finishing = (faults: string[]) =>
  `import { judge } from "./bench/judge.ts"; judge(${JSON.stringify(faults)});`;

describe("a benchmark", () => {
  it("says what is over its bound before it ends with 1", () => {
    const { status, stdout } = run(finishing(["a: 6 ms, at most 5 wanted", "b: 7 ms, at most 5 wanted"]));
    expect(status).toBe(1);
    expect(stdout).toContain("OVER: a: 6 ms, at most 5 wanted\nOVER: b: 7 ms, at most 5 wanted\n");
  });

  it("ends with 0 and says so when nothing is", () => {
    expect(run(finishing([]))).toEqual({ status: 0, stdout: "within its bounds\n" });
  });
});

describe("npm run bench", () => {
  const runningAll = (...files: string[]) =>
    run(`import { runAll } from "./bench/run-all.ts";
      process.exitCode = runAll(${JSON.stringify(files.map((file) => `test/bench/fixtures/${file}`))});`);

  it("runs what comes after one that failed, and says which did", () => {
    const { status, stdout } = runningAll("over.ts", "within.ts");
    expect(status).toBe(1);
    expect(stdout).toContain("OVER: it is slow");
    expect(stdout).toContain("the second ran");
    expect(stdout).toContain(
      "1 of 2 within their bounds; look above for what test/bench/fixtures/over.ts said",
    );
  });

  it("ends with 0 when none failed", () => {
    const { status, stdout } = runningAll("within.ts", "within.ts");
    expect(status).toBe(0);
    expect(stdout).toContain("2 of 2 within their bounds\n");
  });
});
