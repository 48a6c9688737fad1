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
    // Of as few requests as the alarm judges, and then of fewer, which must not keep it ringing.
    name: "more than one request in ten takes over 3 s",
    rings: atHome("http-latency"),
    async cause(stand) {
      await stand.change("api", "us-east-1", { module: "slow-api" });
      const { system } = stand;
      // One after another: a small machine refuses requests that wait long for others.
      for (let n = 0; n < 3; n++) await system.request("GET", "/health?slow");
      for (let n = 0; n < 17; n++) await system.request("GET", "/health");
    },
    async mend(stand) {
      for (let minute = 0; minute < 10; minute++) {
        await stand.system.request("GET", "/health");
        await stand.pass(1);
        stand.resume();
      }
    },
    clearMinutes: 1,
  },
];
