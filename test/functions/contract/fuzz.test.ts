import { readFileSync } from "node:fs";
import { epochMs } from "@crisscross/core/edge/time";
import { planBlock } from "@crisscross/core/job/plan";
import fc from "fast-check";
import { expect, it } from "vitest";
import { ranBlock, recordOf } from "../../core/samples.ts";
import { checkDeclared } from "../http/declared.ts";
import { openApi } from "../http/open-api.ts";
import { startMs } from "../results/samples.ts";
import { alarmOf, fakeMonitors } from "../watching/fake-monitor.ts";
import type { Schema } from "./arbitrary.ts";
import { type Operation, type Parameter, requestsOf } from "./requests.ts";

interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const committed = new URL("../../../packages/functions/src/contract/openapi.json", import.meta.url);
const { paths, components }: Contract = JSON.parse(readFileSync(committed, "utf8"));

const requests = 10_000;
const seed = 31;

const ids = [
  "01jd0c3k9x4v7m2q8r5t6w1y0a",
  "01jd0c3k9x4v7m2q8r5t6w1y0b",
  "01jd0c3k9x4v7m2q8r5t6w1y0c",
] as const;

const deployed = ["ap-south-1", "us-west-1", "eu-west-2"];

/** Texts that mean something to the API that is asked, by where they do. */
const known = {
  id: ids,
  probe: ["ap-south-1.0", "ap-south-1.3", "ap-south-1.19", "eu-west-2.1", "ap-south-1.99"],
  ...{ origin: deployed, origins: deployed, targets: deployed, route: deployed },
  target: ["us-west-1", "sa-east-1"],
  variant: ["bare", "db-get"],
  variants: ["bare", "db-get", "db-put"],
  region: [...deployed, "us-east-1"],
  queue: ["BlocksDead", "JobsDead", "Unroutable", "Undelivered"],
  name: ["api-errors", "Total", "Throttled"],
  stat: ["p99", "Sum", "Average"],
  period: ["300", "3600"],
  ...{ from: ["2027-01-15T07:00:00Z"], to: ["2027-01-15T08:00:00Z"] },
  reason: ["found by a test"],
  "idempotency-key": ["key-1", "key-2"],
};

/** The API over a job that runs, one that has ended by being cancelled and one that has stored nothing, over dead letters, and a token. */
async function open() {
  const monitors = fakeMonitors({
    "us-east-1": {
      alarms: [alarmOf("api-errors", { state: "ALARM" })],
      dashboardBody: JSON.stringify({ widgets: [] }),
      points: () => [[startMs, 1]],
    },
  });
  const api = openApi((deps) => {
    deps.monitor = monitors.deps;
  });
  for (const id of ids) await api.store.putJob({ ...recordOf(), id });
  // One id is a token's, too: what is known by the parameter's name is asked for everywhere.
  const [createdAtMs, expiresAtMs] = [epochMs(startMs), epochMs(startMs + 86_400_000)];
  await api.tokens.putToken(
    { id: ids[0], name: "found", scopes: ["run"], createdAtMs, createdBy: "abc123", expiresAtMs },
    new Uint8Array(32),
  );
  for (const index of [0, 1])
    await api.store.putBlock(ranBlock(planBlock({ ...recordOf(), id: ids[0] }, "ap-south-1", index)));
  await api.store.putFinish(ids[1], {
    state: "cancelled",
    finishedAtMs: epochMs(1_800_000_001_000),
    losses: [],
  });
  for (let n = 0; n < 300; n++)
    api.letters.put("BlocksDead", "ap-south-1", n % 2 === 0 ? "{" : `{"v":1,"job":"${ids[0]}"}`);
  return api;
}

/** Of the route: all that have an etag have this one. */
const isOwn = ({ name }: Parameter): boolean => name !== "if-none-match";

const hasProblem = (answer: Response): boolean =>
  answer.headers.get("content-type") === "application/problem+json";

it(`answers ${requests} requests that the document makes, and hostile ones, as the document says, and does nothing of what it refuses`, async () => {
  const api = await open();
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const askingWith = (hostile: number) =>
    fc.oneof(
      ...operations.map(({ path, method, operation }) => ({
        // What takes nothing is soon asked enough.
        weight: 1 + 2 * (operation.parameters ?? []).filter(isOwn).length + (operation.requestBody ? 24 : 0),
        arbitrary: requestsOf(method, path, operation, { schemas: components.schemas, known, hostile }).map(
          (asked) => ({ asked, path, method }),
        ),
      })),
    );
  const asking = fc.oneof(askingWith(0), askingWith(8));
  const answered = new Map(
    operations.map(({ path, method }) => [`${method} ${path}`, { well: 0, refused: 0 }]),
  );
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(asking, async ({ asked: request, path, method }) => {
      asked++;
      const before = api.written();
      const answer = await api.askEvent(request);
      const { status } = answer;
      const tally = answered.get(`${method} ${path}`);
      if (tally) tally[status < 400 ? "well" : "refused"]++;
      expect(status).toBeLessThan(500);
      if (status >= 400) {
        expect(hasProblem(answer) || request.method === "HEAD").toBe(true);
        expect(api.written()).toEqual(before);
      }
      if (request.method === "HEAD") return;
      const { rawPath, rawQueryString } = request;
      await checkDeclared(request.method, rawQueryString ? `${rawPath}?${rawQueryString}` : rawPath, answer);
    }),
    { numRuns: requests, seed, endOnFailure: true },
  );
  expect(api.failures).toEqual([]);
  expect(asked).toBe(requests);
  // Each route is asked for what it gives, and for what it refuses where it can refuse.
  for (const [route, { well, refused }] of answered) {
    expect([route, well > 10]).toEqual([route, true]);
    if (route !== "GET /health") expect([route, refused > 0]).toEqual([route, true]);
  }
}, 120_000);
