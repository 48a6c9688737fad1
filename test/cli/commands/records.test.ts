import { customer } from "@crisscross/core/job/customers";
import { expect, it } from "vitest";
import { run } from "../../../packages/cli/src/run.ts";
import { createShell } from "../fake-shell.ts";

async function print(...argv: string[]): Promise<string[]> {
  const shell = createShell();
  expect(await run(["records", ...argv], shell)).toBe(0);
  return shell.stdout.text.trimEnd().split("\n");
}

it("prints the records a job of the seed uses", async () => {
  const [header, ...rows] = await print("--seed", "31");
  expect(header).toBe("email,firstName,lastName");
  expect(rows).toHaveLength(25);
  const { email, firstName, lastName } = customer(31, 24);
  expect(rows[24]).toBe(`${email},${firstName},${lastName}`);
});

it("prints as many as asked for, as JSON lines", async () => {
  const rows = await print("--seed", "0", "--count", "100", "--format", "ndjson");
  expect(rows).toHaveLength(100);
  expect(new Set(rows.map((row) => JSON.parse(row).email)).size).toBe(100);
});
