import { ensurePage } from "@crisscross/web/building/ensure-page";

try {
  await ensurePage();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
