import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readUntil, runCommand, startCommand } from "../cli/run-command.ts";
import type { Signer } from "../local/fixtures/sign.ts";

/** A local cloud as `up` runs it, which has done a job and is quiet. */
export interface Running {
  pid: number;
  apiUrl: string;
  endpoint: string;
  token: string;
  operator: Signer;
  dataDir: string;
  /** The job it has done. */
  job: string;
  stop(): Promise<void>;
}

const probed = ["us-west-1", "eu-west-2"];
/** Those that anything is in. */
export const regions = ["us-east-1", ...probed];

export async function startUp(): Promise<Running> {
  // Whatever keeps others out has to be done by `up`: the folder above lets everybody in.
  const above = mkdtempSync(join(tmpdir(), "crisscross-doors-"));
  const dataDir = join(above, "data");
  const { child, outcome } = startCommand([
    "up",
    "--no-wan",
    "--data",
    dataDir,
    "--regions",
    probed.join(","),
  ]);
  const said = await readUntil(child.stdout, "AWS_SECRET_ACCESS_KEY=").then((text) => `${text}\n`);
  const find = (pattern: RegExp): string => pattern.exec(said)?.[1] ?? "";
  const cell = ["--origins", "us-west-1", "--targets", "eu-west-2", "--variants", "db-put", "--samples", "2"];
  const probe = await runCommand(["probe", "--json", "--data", dataDir, ...cell]);
  const { job } = JSON.parse(probe.stdout) as { job: { id: string } };
  return {
    pid: child.pid ?? 0,
    apiUrl: find(/API +(\S+)/),
    token: find(/token +(\S+)/),
    endpoint: find(/AWS_ENDPOINT_URL=(\S+)/),
    operator: {
      accessKeyId: find(/AWS_ACCESS_KEY_ID=(\S+)/),
      secretAccessKey: find(/AWS_SECRET_ACCESS_KEY=(\S+)/),
    },
    dataDir,
    job: job.id,
    async stop() {
      child.kill("SIGINT");
      await outcome;
      rmSync(above, { recursive: true, force: true });
    },
  };
}
