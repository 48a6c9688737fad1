import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AwsStandIn, startAws } from "../../scripts/verify-sst/aws.ts";
import { diffStage, setSecrets } from "../../scripts/verify-sst/diff.ts";
import { copyProject, type ProjectCopy } from "../../scripts/verify-sst/project-copy.ts";
import { installSst, type Sst } from "../../scripts/verify-sst/sst.ts";
import { checkTypes } from "../../scripts/verify-sst/types.ts";
import { committed } from "../infrastructure/stack.ts";

/** The one whose secrets are set: the AWS that stands in keeps them for all copies. */
const stage = "verified";

let aws: AwsStandIn;
let areSet = false;
const copies: ProjectCopy[] = [];

beforeAll(async () => {
  aws = await startAws();
});
afterAll(async () => {
  for (const copy of copies) await copy.remove();
  await aws.stop();
});

async function open(): Promise<{ copy: ProjectCopy; sst: Sst }> {
  const copy = await copyProject();
  copies.push(copy);
  return { copy, sst: await installSst(copy, aws) };
}

/** With the secrets of `stage` set. */
async function openReady(): Promise<{ copy: ProjectCopy; sst: Sst }> {
  const opened = await open();
  if (!areSet) await setSecrets(opened.sst, stage);
  areSet = true;
  return opened;
}

/** One probe region stands for the others: seven functions to bundle instead of 42. */
async function small({ copy, sst }: { copy: ProjectCopy; sst: Sst }, of = stage) {
  await copy.edit(
    "stacks/config.ts",
    "= {};",
    `= { ${JSON.stringify(of)}: { probeRegions: ["eu-west-2"] } };`,
  );
  return { copy, sst };
}

describe("sst diff as it stands", () => {
  it("bundles every function of stacks/resources.json, and SST's types are those committed", async () => {
    const { copy, sst } = await openReady();
    const { created, bundled } = await diffStage(sst, copy, "--stage", stage);
    const described = committed.resources.filter(({ bundle }) => bundle !== undefined);
    expect(bundled).toEqual(described.map(({ name }) => name.replace(/Function$/, "")).sort());
    expect(created).toBeGreaterThan(committed.resources.length);
    await checkTypes(copy);
  });

  describe("under `sst dev`", () => {
    let copy: ProjectCopy;
    let bundled: readonly string[];
    beforeAll(async () => {
      const opened = await small(await openReady());
      copy = opened.copy;
      ({ bundled } = await diffStage(opened.sst, copy, "--stage", stage, "--dev"));
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
      const { copy, sst } = await small(await openReady());
      const inner = "packages/functions/src/inner.ts";
      await copy.edit("packages/functions/src/plan.ts", "export", "exprot const broken = ; export");
      await copy.edit(inner, "export", 'import "./nowhere.ts";\nexport');
      await copy.edit(
        "stacks/functions.ts",
        "handler: `packages/functions/src/",
        `handler: \`packages/functions/\${verb === "api" ? "" : "src/"}`,
      );
      failure = await diffStage(sst, copy, "--stage", stage).catch((error: unknown) => error);
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
    const { copy, sst } = await small(await open(), "bare");
    const failure = await diffStage(sst, copy, "--stage", "bare").catch(String);
    const message = "Set a value for TokenHashes with `sst secret set TokenHashes <value>`";
    expect(String(failure).split(message)).toHaveLength(3);
  });

  it("when a component is given what it refuses, saying where", async () => {
    const { copy, sst } = await small(await openReady());
    const feed = "feed(jobs, plan.fn, planMapping);";
    await copy.edit("stacks/plan.ts", feed, `${feed}\n${feed}`);
    await expect(diffStage(sst, copy, "--stage", stage)).rejects.toThrow(
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
    const { copy, sst } = await small(await openReady());
    await copy.edit("packages/functions/src/inner.ts", "handler", "hanlder");
    await expect(diffStage(sst, copy, "--stage", stage)).rejects.toThrow(
      /these functions export no `handler`: InnerEuWest2/,
    );
  });
});
