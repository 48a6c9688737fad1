import { expect, it } from "vitest";
import { nextSteps, type Whereabouts } from "../../../packages/cli/src/render/next-steps.ts";

it.each([
  [{ kind: "api", url: "http://127.0.0.1:4000", token: "variable" }, " --api http://127.0.0.1:4000"],
  [{ kind: "running", dataDir: "d", reach: " --data d" }, " --data d"],
  [{ kind: "kept", dataDir: "d", reach: " --data d" }, " --data d"],
  [{ kind: "kept", dataDir: "/home/u/.local/share/crisscross", reach: "" }, ""],
] as const)("names the commands that see a job in %j", (where, reach) => {
  const text = nextSteps("j1", where).join("\n");
  expect(text).toContain(`npx crisscross explain j1${reach}\n`);
  expect(text).toContain(`npx crisscross export j1${reach} --out samples.csv`);
  if ("dataDir" in where) expect(text).toMatch(new RegExp(`^kept in +${where.dataDir}$`, "m"));
});

it("names no command for a job that is gone, but how to keep one", () => {
  const where: Whereabouts = { kind: "gone" };
  const text = nextSteps("j1", where).join("\n");
  expect(text).not.toContain("j1");
  expect(text).toContain("probe without --no-data keeps a job");
});

it("says how the token goes along where the command that prints the steps got it as an option", () => {
  const where = { kind: "api", url: "http://127.0.0.1:4000" } as const;
  expect(nextSteps("j1", { ...where, token: "option" }).join("\n")).toContain("export CRISSCROSS_TOKEN=…");
  expect(nextSteps("j1", { ...where, token: "variable" }).join("\n")).not.toContain("TOKEN");
});
