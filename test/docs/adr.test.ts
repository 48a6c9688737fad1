import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const folder = new URL("../../docs/adr/", import.meta.url);
const names = readdirSync(folder).sort();

describe("decision records", () => {
  it("are numbered without a gap", () => {
    expect(names.length).toBeGreaterThan(10);
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, at) => at + 1));
  });

  it.each(names)("%s begins with its number and its decision, in three lines at most", (name) => {
    const [title = "", decision = ""] = readFileSync(new URL(name, folder), "utf8").split("\n\n");
    expect(title).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. `));
    expect(decision).toMatch(/^\*\*Decision\.\*\* /);
    expect(decision.split("\n").length).toBeLessThanOrEqual(3);
  });
});
