import { rm } from "node:fs/promises";
import { join } from "node:path";
import { secretNames } from "../../stacks/config.ts";
import { checkBundles } from "./bundles.ts";
import type { ProjectCopy } from "./project-copy.ts";
import type { Sst } from "./sst.ts";

export interface StageDiff {
  /** Resources and components `sst diff` would create. */
  readonly created: number;
  /** Functions bundled, by component; not those `sst dev` runs live. */
  readonly bundled: readonly string[];
}

/** Does what docs/deploy.md says to do before a stage is first deployed. Throws with what SST said. */
export async function setSecrets(sst: Sst, stage: string): Promise<void> {
  for (const name of Object.values(secretNames)) {
    const { code, output } = await sst.run("secret", "set", name, "stand-in", "--stage", stage);
    if (code !== 0) throw new Error(`sst secret set ${name} --stage ${stage} failed:\n${output}`);
  }
}

/** Runs `sst diff` for a stage and looks at what was bundled. Throws with what SST said when it fails. */
export async function diffStage(
  sst: Sst,
  { root }: ProjectCopy,
  ...parameters: string[]
): Promise<StageDiff> {
  for (const written of [".sst/artifacts", "sst-env.d.ts"])
    await rm(join(root, written), { recursive: true, force: true });
  const { code, output } = await sst.run("diff", ...parameters);
  if (code !== 0) throw new Error(output);
  const created = output.match(/^\+ /gm)?.length ?? 0;
  if (created === 0) throw new Error(`sst diff found nothing to create:\n${output}`);
  return { created, bundled: await checkBundles(root) };
}
