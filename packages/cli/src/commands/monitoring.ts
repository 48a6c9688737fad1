import type { Command } from "commander";
import { helpAfter } from "../terminal/help.ts";
import type { Shell } from "../terminal/shell.ts";
import { type AlarmsOptions, alarms } from "./alarms.ts";
import { type DashboardOptions, dashboard } from "./dashboard.ts";
import { withApi } from "./tools.ts";

const alarmsHelp = helpAfter({
  done: "no alarm rings, and every region could be read",
  failed: "one rings, a region could not be read, or the API could not be used",
  examples: [
    "npx crisscross alarms --data .crisscross",
    "npx crisscross alarms inner-throttles --data .crisscross --region ap-south-1",
    "npx crisscross alarms --data .crisscross --watch --every 5 --state ALARM",
  ],
});

const dashboardHelp = helpAfter({
  notes: `It prints the CloudWatch dashboard that stacks/ defines: a sparkline for every line with data, from 0 to the
highest value of its widget. On AWS a look costs about half a cent (GetMetricData).`,
  done: "printed",
  failed: "a region could not be read, or the API could not be used",
  examples: [
    "npx crisscross dashboard --data .crisscross",
    "npx crisscross dashboard --data .crisscross --minutes 30",
  ],
});

/** The commands that look at CloudWatch. */
export function addMonitoring(program: Command, shell: Shell, finish: (exitCode: number) => void): void {
  withApi(program.command("alarms"))
    .argument("[name]", "one alarm, with its history in every region")
    .summary("print the alarms of all regions, and what to look at first")
    .description("Prints the CloudWatch alarms of all regions that are not OK, the most urgent first.")
    .option("--state <state>", "only ALARM, INSUFFICIENT_DATA or OK (default: the first two)")
    .option("--region <region>", "only this region (default: all)")
    .option("--all", "those that are OK as well")
    .option(
      "--watch",
      "look again and again until Ctrl-C, on one screen; without a terminal, print what changes",
    )
    .option("--every <seconds>", "how often --watch looks (default: 15)")
    .option("--json", "print the document as JSON, one line each time")
    .option("--no-color", "no colours")
    .addHelpText("after", alarmsHelp)
    .action(async (name: string | undefined, options: AlarmsOptions) =>
      finish(await alarms(shell, name, options)),
    );
  withApi(program.command("dashboard"))
    .summary("print the dashboard: traffic, times, throttles, queues, costs")
    .description("Prints the CloudWatch dashboard with its data.")
    .option("--minutes <n>", "how far back, 5 to 20160 (default: 180)")
    .option("--json", "print the document as JSON")
    .option("--no-color", "no colours")
    .addHelpText("after", dashboardHelp)
    .action(async (options: DashboardOptions) => finish(await dashboard(shell, options)));
}
