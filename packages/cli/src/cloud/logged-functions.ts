import { CommandError } from "../terminal/command-error.ts";
import { readGraph } from "./description.ts";

const groupName = /^\/aws\/lambda\/crisscross-[^-]+-(.+)$/;

/** The functions of the description that keep a log, each with its region. Throws CommandError 2 when none is as asked. */
export async function functionsOf(
  name: string | undefined,
  region: string | undefined,
): Promise<{ name: string; region: string }[]> {
  const { resources } = await readGraph();
  const all = resources.flatMap(({ type, region: where, inputs }) => {
    const verb = type.endsWith(":LogGroup") ? groupName.exec(String(inputs.name))?.[1] : undefined;
    return verb === undefined ? [] : [{ name: verb, region: where }];
  });
  const chosen = all.filter(
    (one) => (name ?? one.name) === one.name && (region ?? one.region) === one.region,
  );
  if (chosen.length > 0) return chosen;
  const regions = all.filter((one) => (name ?? one.name) === one.name).map((one) => one.region);
  throw new CommandError(
    2,
    `--region: ${JSON.stringify(region)} is not accepted; accepted: one of ${[...new Set(regions)].join(", ")}`,
  );
}
