import { defineConfig } from "vitest/config";

// Generous: bringing up the whole system takes seconds alone and a minute on a machine that is busy with others.
export default defineConfig({
  test: { include: ["test/**/*.test.ts"], pool: "forks", testTimeout: 180_000, hookTimeout: 180_000 },
});
