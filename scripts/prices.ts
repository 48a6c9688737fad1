// `npm run prices -- check` compares packages/core/src/job/prices.json with AWS's bulk price lists. Exits with 0 where all are
// the same, 1 where a price is not, 2 for other arguments, 3 where the lists cannot be read.
import { check } from "./prices/check.ts";

if (process.argv.slice(2).join(" ") === "check")
  process.exitCode = await check({
    fetch: (url) => fetch(url, { signal: AbortSignal.timeout(120_000) }),
    write: (text) => process.stdout.write(text),
  });
else {
  process.stderr.write("usage: npm run prices -- check\n");
  process.exitCode = 2;
}
