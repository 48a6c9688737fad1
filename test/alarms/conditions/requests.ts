import { atHome, type Condition } from "../condition.ts";

/** What clients of the HTTP API meet. */
export const requestConditions: readonly Condition[] = [
  {
    name: "requests come without a token",
    rings: atHome("http-4xx-rate"),
    async cause({ system }) {
      for (let n = 0; n < 20; n++) await fetch(`${system.cloud.apiUrl}/v1/jobs`);
    },
  },
  {
    // A hundred, because fewer tell nothing of a 90th percentile.
    name: "more than one request in ten takes over 3 s",
    rings: atHome("http-latency"),
    async cause(stand) {
      await stand.change("api", "us-east-1", { module: "slow-api" });
      const { system } = stand;
      const slow = Array.from({ length: 12 }, () => system.request("GET", "/health?slow"));
      for (let n = 0; n < 90; n++) await system.request("GET", "/health");
      await Promise.all(slow);
    },
  },
];
