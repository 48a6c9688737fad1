import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ProjectCopy, sourceRoot } from "./project-copy.ts";

const name = "sst-env.d.ts";
const committed = join(sourceRoot, name);

/** The types of what is linked, as SST wrote them in the copy; the same on every machine. */
export const generatedTypes = ({ root }: ProjectCopy): Promise<string> => readFile(join(root, name), "utf8");

export async function checkTypes(copy: ProjectCopy): Promise<void> {
  const stored = await readFile(committed, "utf8").catch(() => "");
  if (stored !== (await generatedTypes(copy)))
    throw new Error(`${name} is stale: run \`npm run verify:sst -- --write\` and commit it`);
}

export const writeTypes = async (copy: ProjectCopy): Promise<void> =>
  writeFile(committed, await generatedTypes(copy));
