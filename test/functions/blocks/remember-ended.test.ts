import { rememberEnded } from "@crisscross/functions/blocks/remember-ended";
import type { ArrivalStore } from "@crisscross/functions/results/block-store";
import { expect, it } from "vitest";

const blockOf = (job: string, index: number) => ({ job, origin: "eu-west-2", index });

function open() {
  const standing = new Map<string, "new" | "stored" | "over" | "gone">();
  const asked: string[] = [];
  const arrivals: ArrivalStore = {
    async lookUp({ job, index }) {
      asked.push(`${job} ${index}`);
      return { standing: standing.get(job) ?? "new", job: undefined };
    },
    async knownJob() {
      return undefined;
    },
    async noteDead({ index }) {
      asked.push(`dead ${index}`);
    },
    claim: async () => undefined,
    areStored: async () => true,
  };
  return { standing, asked, arrivals: rememberEnded(arrivals) };
}

it.each(["over", "gone"] as const)(
  "looks a job that is %s up once, and drops its other blocks without asking",
  async (standing) => {
    const { standing: known, asked, arrivals } = open();
    known.set("ended", standing);
    for (let index = 0; index < 100; index++)
      expect(await arrivals.lookUp(blockOf("ended", index))).toMatchObject({ standing });
    expect(asked).toEqual(["ended 0"]);
  },
);

it("asks about every block of a job that is not over, as it may end or have stored it meanwhile", async () => {
  const { standing, asked, arrivals } = open();
  expect(await arrivals.lookUp(blockOf("running", 0))).toMatchObject({ standing: "new" });
  standing.set("running", "stored");
  expect(await arrivals.lookUp(blockOf("running", 1))).toMatchObject({ standing: "stored" });
  standing.set("running", "over");
  expect(await arrivals.lookUp(blockOf("running", 2))).toMatchObject({ standing: "over" });
  expect(await arrivals.lookUp(blockOf("another", 0))).toMatchObject({ standing: "new" });
  expect(asked).toEqual(["running 0", "running 1", "running 2", "another 0"]);
});
