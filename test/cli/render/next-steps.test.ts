import { expect, it } from "vitest";
import { nextSteps, type Whereabouts } from "../../../packages/cli/src/render/next-steps.ts";

it.each([
  [{ kind: "api", url: "http://127.0.0.1:4000", token: "variable" }, "--api http://127.0.0.1:4000"],
  [{ kind: "running", dataDir: "d" }, "--data d"],
  [{ kind: "kept", dataDir: "d" }, "--data d"],
] as const)("names the commands that see a job in %j", (where, reach) => {
  const text = nextSteps("j1", where).join("\n");
  expect(text).toContain(`npx crisscross explain j1 ${reach}\n`);
  expect(text).toContain(`npx crisscross export j1 ${reach} --out samples.csv`);
  expect(text.includes("npx crisscross up --data d ")).toBe(where.kind === "kept");
});

it("names no command for a job that is gone, but how to keep one", () => {
  const where: Whereabouts = { kind: "gone" };
  const text = nextSteps("j1", where).join("\n");
  expect(text).not.toContain("j1");
  expect(text).toContain("probe --data DIR keeps a job");
});

it("says how the token goes along where the command that prints the steps got it as an option", () => {
  const where = { kind: "api", url: "http://127.0.0.1:4000" } as const;
  expect(nextSteps("j1", { ...where, token: "option" }).join("\n")).toContain("export CRISSCROSS_TOKEN=…");
  expect(nextSteps("j1", { ...where, token: "variable" }).join("\n")).not.toContain("TOKEN");
});
