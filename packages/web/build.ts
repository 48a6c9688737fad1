import { ensurePage } from "./src/building/ensure-page.ts";

try {
  await ensurePage();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
