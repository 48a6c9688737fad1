import { spawn } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { stripVTControlCharacters } from "node:util";
import type { AwsStandIn } from "./aws.ts";
import { type ProjectCopy, sourceRoot } from "./project-copy.ts";

export interface SstRun {
  readonly code: number | null;
  readonly output: string;
}

/** The real SST CLI in a copy of the project, with stand-ins for Pulumi and AWS. */
export interface Sst {
  run(...parameters: string[]): Promise<SstRun>;
}

export async function installSst({ root }: ProjectCopy, aws: AwsStandIn): Promise<Sst> {
  if (process.platform === "win32")
    throw new Error("the stand-in for Pulumi is a shell script: on Windows, run this in WSL");
  const home = join(root, ".sst/home");
  await installEngine(join(configFolder(home), "sst/bin"));
  return {
    async run(...parameters) {
      const child = spawn(
        process.execPath,
        [join(sourceRoot, "node_modules/sst/bin/sst.mjs"), ...parameters],
        {
          cwd: root,
          env: environment(home, aws),
          stdio: ["ignore", "pipe", "pipe"],
        },
      );
      // Ends SST first, so that what called can still clean up.
      let interrupted = false;
      const stop = () => {
        interrupted = child.kill("SIGINT");
      };
      process.on("SIGINT", stop).on("SIGTERM", stop);
      const ended = new Promise<number | null>((done, fail) => child.on("close", done).on("error", fail));
      const [printed, complaints, code] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        ended.finally(() => process.off("SIGINT", stop).off("SIGTERM", stop)),
      ]);
      if (interrupted) throw new Error("interrupted");
      return { code, output: readable(`${printed}\n${complaints}`) };
    },
  };
}

/** Where Go's os.UserConfigDir leads, and so SST. */
const configFolder = (home: string): string =>
  process.platform === "darwin" ? join(home, "Library/Application Support") : join(home, ".config");

async function installEngine(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const engine = join(import.meta.dirname, "engine.ts");
  const file = join(folder, "pulumi");
  await writeFile(file, `#!/bin/sh\nexec "${process.execPath}" --no-warnings "${engine}" "$@"\n`);
  await chmod(file, 0o755);
}

/** Nothing of the caller's own: no AWS profile or credentials, no telemetry, no bun and no Pulumi from elsewhere. */
const environment = (home: string, aws: AwsStandIn): NodeJS.ProcessEnv => ({
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  HOME: home,
  XDG_CONFIG_HOME: configFolder(home),
  SST_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  SST_SKIP_DEPENDENCY_CHECK: "1",
  SST_NO_BUN: "1",
  SST_PRINT_LOGS: "1",
  AWS_ENDPOINT_URL: aws.url,
  AWS_ACCESS_KEY_ID: "stand-in",
  AWS_SECRET_ACCESS_KEY: "stand-in",
  AWS_EC2_METADATA_DISABLED: "true",
});

/**
 * What the CLI said, without its log and its progress. Of an error it did not expect, such as one thrown by `app()`, it
 * says only that it is in the log, so what the log says of it is added.
 */
function readable(printed: string): string {
  const lines = stripVTControlCharacters(printed).split("\n");
  const isLog = (line: string) => /^time=\S+ level=/.test(line);
  const said = lines.filter((line) => !isLog(line) && !/^\| {2}Created /.test(line));
  if (!said.some((line) => line.includes("Unexpected error"))) return said.join("\n").trim();
  const errors = lines.filter((line) => isLog(line) && line.includes("level=ERROR"));
  return [...said, ...errors.map(unescaped)].join("\n").trim();
}

/** The log quotes errors of several lines. */
const unescaped = (line: string): string =>
  line.replace(/ err=(".*")$/, (_match, quoted: string) => ` err=${JSON.parse(quoted)}`);
