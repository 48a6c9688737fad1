/** Where a job is when its matrix has been printed, as later commands are told of it. */
export type Whereabouts =
  /** `token`: by which way the command that printed it got one; a page never repeats the token itself. */
  | { kind: "api"; url: string; token: "option" | "variable" }
  /** In the data folder of a cloud that goes on running. */
  | ({ kind: "running" } & InFolder)
  /** In a data folder whose cloud has stopped. */
  | ({ kind: "kept" } & InFolder)
  | { kind: "gone" };

interface InFolder {
  dataDir: string;
  /** The option that a later command needs to find the folder, with a space before it; empty for the default one. */
  reach: string;
}

/** The options with which a later command reaches the job, with a space before them. */
export const reachOf = (where: Exclude<Whereabouts, { kind: "gone" }>): string =>
  where.kind === "api" ? ` --api ${where.url}` : where.reach;

/** What else can be seen of a job, and how; one line per step. */
export function nextSteps(job: string, where: Whereabouts): string[] {
  if (where.kind === "gone")
    return [
      "gone with its local cloud; probe without --no-data keeps a job for explain and export",
      "probe --detail prints every cell and measure, --json the document",
    ];
  const reach = reachOf(where);
  return [
    ...(where.kind === "api" && where.token === "option"
      ? ["the token first    export CRISSCROSS_TOKEN=…     or --token with each of these:"]
      : []),
    `where time went    npx crisscross explain ${job}${reach}`,
    `every sample       npx crisscross export ${job}${reach} --out samples.csv`,
    ...(where.kind === "api" ? [] : [`kept in            ${where.dataDir}`]),
  ];
}
