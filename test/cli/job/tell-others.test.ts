import { expect, it } from "vitest";
import type { ApiClient } from "../../../packages/cli/src/api/api-client.ts";
import { tellOthers } from "../../../packages/cli/src/job/tell-others.ts";
import { FakeScreen } from "../fake-shell.ts";
import { viewOf } from "../job-views.ts";

it("names each other job that has not ended, and how to end it", async () => {
  const idsOf: Record<string, string[]> = { running: ["j1", "j2"], queued: ["j3"] };
  const jobs: ApiClient["jobs"] = async ({ state = "" }) => ({
    jobs: (idsOf[state] ?? []).map((id) => ({ ...viewOf({ pending: 1 }), id })),
  });
  const screen = new FakeScreen();
  await tellOthers({ jobs }, screen, "j1", " --data d");
  expect(screen.text).toBe(
    ["j2", "j3"]
      .map(
        (id) =>
          `crisscross: job ${id} of the same folder has not ended and goes on as well, so this one takes longer; npx crisscross cancel ${id} --data d ends it\n`,
      )
      .join(""),
  );
});
