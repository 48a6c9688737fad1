import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AwsStandIn, startAws } from "../../scripts/verify-sst/aws.ts";
import { diffStage, setSecrets } from "../../scripts/verify-sst/diff.ts";
import { copyProject, type ProjectCopy } from "../../scripts/verify-sst/project-copy.ts";
import { installSst, type Sst } from "../../scripts/verify-sst/sst.ts";
import { checkTypes } from "../../scripts/verify-sst/types.ts";
import { committed } from "../infrastructure/stack.ts";

let aws: AwsStandIn;
const copies: ProjectCopy[] = [];

beforeAll(async () => {
  aws = await startAws();
});
afterAll(async () => {
  for (const copy of copies) await copy.remove();
  await aws.stop();
});

async function open(stage?: string): Promise<{ copy: ProjectCopy; sst: Sst }> {
  const copy = await copyProject();
  copies.push(copy);
  const sst = await installSst(copy, aws);
  if (stage !== undefined) await setSecrets(sst, stage);
  return { copy, sst };
}

/** One probe region stands for the others: seven functions to bundle instead of 42. */
async function openSmall(stage?: string) {
  const opened = await open(stage);
  await opened.copy.edit(
    "stacks/config.ts",
    "= {};",
    `= { ${JSON.stringify(stage ?? "bare")}: { probeRegions: ["eu-west-2"] } };`,
  );
  return opened;
}

describe("sst diff as it stands", () => {
  it("bundles every function of stacks/resources.json, and SST's types are those committed", async () => {
    const { copy, sst } = await open("whole");
    const { created, bundled } = await diffStage(sst, copy, "--stage", "whole");
    const described = committed.resources.filter(({ bundle }) => bundle !== undefined);
    expect(bundled).toEqual(described.map(({ name }) => name.replace(/Function$/, "")).sort());
    expect(created).toBeGreaterThan(committed.resources.length);
    await checkTypes(copy);
  });

  describe("under `sst dev`", () => {
    let copy: ProjectCopy;
    let bundled: readonly string[];
    beforeAll(async () => {
      const opened = await openSmall("dev");
      copy = opened.copy;
      ({ bundled } = await diffStage(opened.sst, copy, "--stage", "dev", "--dev"));
    });

    it("bundles only what is measured; the rest is live", () => {
      const measured = ["InnerDb", "Inner", "Outer"].flatMap((name) => [name, `${name}Isolated`]);
      expect(bundled).toEqual(measured.map((name) => `${name}EuWest2`).sort());
    });

    it("writes types that are checked against those committed, here of another region", async () => {
      await expect(checkTypes(copy)).rejects.toThrow(
        /sst-env\.d\.ts is stale: run `npm run verify:sst -- --write`/,
      );
    });
  });
});

describe("sst diff fails with what SST says", () => {
  describe("of three handlers at once", () => {
    let failure: unknown;
    beforeAll(async () => {
      const { copy, sst } = await openSmall("broken");
      const inner = "packages/functions/src/inner.ts";
      await copy.edit("packages/functions/src/plan.ts", "export", "exprot const broken = ; export");
      await copy.edit(inner, "export", 'import "./nowhere.ts";\nexport');
      await copy.edit(
        "stacks/functions.ts",
        "handler: `packages/functions/src/",
        `handler: \`packages/functions/\${verb === "api" ? "" : "src/"}`,
      );
      failure = await diffStage(sst, copy, "--stage", "broken").catch((error: unknown) => error);
    });

    it.each([
      ["when one does not compile", /packages\/functions\/src\/plan\.ts:\d+/],
      ["when one imports what is not there", /Could not resolve "\.\/nowhere\.ts"/],
      ["when one's file is not there", /Handler not found: packages\/functions\/api\.handler/],
    ])("%s", (_when, words) => {
      expect(failure).toMatchObject({ message: expect.stringMatching(words) });
    });
  });

  it("when a secret is not set, as it happens and at the end, however much depends on it", async () => {
    const { copy, sst } = await openSmall();
    const failure = await diffStage(sst, copy, "--stage", "bare").catch(String);
    const message = "Set a value for TokenHashes with `sst secret set TokenHashes <value>`";
    expect(String(failure).split(message)).toHaveLength(3);
  });

  it("when a component is given what it refuses, saying where", async () => {
    const { copy, sst } = await openSmall("refused");
    const feed = "feed(jobs, plan.fn, planMapping);";
    await copy.edit("stacks/plan.ts", feed, `${feed}\n${feed}`);
    await expect(diffStage(sst, copy, "--stage", "refused")).rejects.toThrow(
      /Cannot subscribe to the "Jobs" queue multiple times[\s\S]*stacks\/plan\.ts:\d+/,
    );
  });

  it("when the configuration names a region that is refused", async () => {
    const { copy, sst } = await open();
    await copy.edit("stacks/config.ts", '"eu-west-2"]', '"eu-south-1"]');
    await expect(diffStage(sst, copy, "--stage", "region")).rejects.toThrow(
      /stacks\/config\.ts: probeRegions: "eu-south-1" must be opted in to/,
    );
  });

  it("when sst.config.ts imports at the top level", async () => {
    const { copy, sst } = await open();
    await copy.edit("sst.config.ts", "export default", 'import "./stacks/config.ts";\nexport default');
    await expect(diffStage(sst, copy, "--stage", "top")).rejects.toThrow(
      /top level imports - this is not allowed/,
    );
  });
});

describe("what sst diff does not look at", () => {
  it("is checked: a bundle without a handler", async () => {
    const { copy, sst } = await openSmall("unnamed");
    await copy.edit("packages/functions/src/inner.ts", "handler", "hanlder");
    await expect(diffStage(sst, copy, "--stage", "unnamed")).rejects.toThrow(
      /these functions export no `handler`: InnerEuWest2/,
    );
  });
});
