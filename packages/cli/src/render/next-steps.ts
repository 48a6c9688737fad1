/** Where a job is when its matrix has been printed, as later commands are told of it. */
export type Whereabouts =
  /** `token`: by which way the command that printed it got one; a page never repeats the token itself. */
  | { kind: "api"; url: string; token: "option" | "variable" }
  /** In the data folder of a cloud that goes on running. */
  | { kind: "running"; dataDir: string }
  /** In a data folder whose cloud has stopped. */
  | { kind: "kept"; dataDir: string }
  | { kind: "gone" };

/** What else can be seen of a job, and how; one line per step. */
export function nextSteps(job: string, where: Whereabouts): string[] {
  if (where.kind === "gone")
    return [
      "gone with its local cloud; probe --data DIR keeps a job for explain and export",
      "probe --detail prints every cell and measure, --json the document",
    ];
  const reach = where.kind === "api" ? `--api ${where.url}` : `--data ${where.dataDir}`;
  return [
    ...(where.kind === "api" && where.token === "option"
      ? ["the token first    export CRISSCROSS_TOKEN=…     or --token with each of these:"]
      : []),
    ...(where.kind === "kept" ? [`serve it again     npx crisscross up ${reach}     and then:`] : []),
    `where time went    npx crisscross explain ${job} ${reach}`,
    `every sample       npx crisscross export ${job} ${reach} --out samples.csv`,
  ];
}
