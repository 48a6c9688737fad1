import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { withInputs } from "../../scripts/local-cloud/render.ts";

it("docs/local-cloud.md lists what the local cloud takes and refuses; npm run local-cloud writes it", () => {
  const page = readFileSync(new URL("../../docs/local-cloud.md", import.meta.url), "utf8");
  expect(page === withInputs(page)).toBe(true);
  expect(page).toContain("`scalingConfig.maximumConcurrency`: 2 to 1000");
});
