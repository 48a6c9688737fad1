import { Command } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { declareAlarms } from "./commands/alarms.ts";
import { declareCancel } from "./commands/cancel.ts";
import { declareCompletions } from "./commands/completions.ts";
import { declareCost } from "./commands/cost.ts";
import { declareDashboard } from "./commands/dashboard.ts";
import { declareDeadLetters } from "./commands/deadletters.ts";
import type { Declare } from "./commands/declare.ts";
import { declareDoctor } from "./commands/doctor.ts";
import { declareExplain } from "./commands/explain.ts";
import { declareExport } from "./commands/export.ts";
import { declareJobs } from "./commands/jobs.ts";
import { declareLogs } from "./commands/logs.ts";
import { declareMatrix } from "./commands/matrix.ts";
import { declareOpen } from "./commands/open.ts";
import { declareProbe } from "./commands/probe.ts";
import { declareRecords } from "./commands/records.ts";
import { declareReport } from "./commands/report.ts";
import { declareToken } from "./commands/token.ts";
import { declareUp } from "./commands/up.ts";
import { declareWatch } from "./commands/watch.ts";
import { helpAfter } from "./terminal/help.ts";
import type { Shell } from "./terminal/shell.ts";
import { refuseInOneVoice } from "./terminal/usage-errors.ts";

/** In the order in which help lists them. */
const commands: Readonly<Record<string, Declare>> = {
  probe: declareProbe,
  up: declareUp,
  open: declareOpen,
  jobs: declareJobs,
  matrix: declareMatrix,
  watch: declareWatch,
  cancel: declareCancel,
  cost: declareCost,
  explain: declareExplain,
  export: declareExport,
  report: declareReport,
  records: declareRecords,
  logs: declareLogs,
  alarms: declareAlarms,
  dashboard: declareDashboard,
  deadletters: declareDeadLetters,
  token: declareToken,
  doctor: declareDoctor,
  completions: declareCompletions,
};

/** The command line for `argv`. `finish` receives the exit code of the command that ran. */
export function createProgram(
  shell: Shell,
  argv: readonly string[],
  finish: (exitCode: number) => void,
): Command {
  const program = new Command("crisscross")
    .description(
      "Measures what one Lambda function calling another costs, from every region to every region.",
    )
    .version(packageJson.version)
    .configureOutput({
      outputError: () => {},
      writeOut: (text) => shell.stdout.write(text),
      writeErr: (text) => shell.stderr.write(text),
    })
    .addHelpText(
      "after",
      helpAfter({
        notes:
          "Errors are plain text on stderr, also with --json; stdout has documents only. What neither arguments nor environment\nsay is taken from crisscross.json in this folder, or the file that CRISSCROSS_CONFIG names (docs/cli.md).",
        done: "done",
        examples: ["npx crisscross probe", "npx crisscross up", "npx crisscross probe --help"],
      }),
    );
  for (const [name, declare] of Object.entries(commands)) declare(program.command(name), shell, finish);
  refuseInOneVoice(program, argv);
  program.hook("preAction", async (_, command) => {
    const { applyConfig } = await import("./config/apply-config.ts");
    applyConfig(program, command, shell);
  });
  return program;
}
