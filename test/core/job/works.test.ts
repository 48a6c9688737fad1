import { readFileSync } from "node:fs";
import { parseVariant, variantForm } from "@crisscross/core/job/variant";
import { recordsAccess, workFacts, works } from "@crisscross/core/job/works";
import { expect, it } from "vitest";

it.each(works)("%s begins a variant, is among what is accepted, and is explained in docs/api.md", (work) => {
  expect(parseVariant(work)?.work).toBe(work);
  expect(variantForm.split(", then")[0]).toContain(work);
  const page = readFileSync(new URL("../../../docs/api.md", import.meta.url), "utf8").replaceAll("\n", " ");
  expect(page).toContain(`\`${work}\` (${workFacts[work].label})`);
});

it.each(works)("%s takes units of a table and has access exactly if inner-db does it", (work) => {
  const { runsIn, units, access } = workFacts[work];
  expect([units.read + units.write > 0, access.length > 0]).toEqual(Array(2).fill(runsIn === "innerDb"));
});

it("asks for the actions that inner-db is allowed", () => {
  expect(recordsAccess).toEqual(["dynamodb:GetItem", "dynamodb:PutItem"]);
});
