import type { ApiOptions } from "../cloud/connect.ts";
import { helpAfter } from "../terminal/help.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import type { Shell } from "../terminal/shell.ts";
import { type Declare, withApi, withJson } from "./declare.ts";

interface DashboardOptions extends ApiOptions {
  minutes?: string;
  all?: boolean;
  color: boolean;
}

const help = helpAfter({
  notes: `It prints what rings, and a row for each widget of the CloudWatch dashboard that has a value above 0: of counts the sum
of its lines, else the line that is highest now. --all prints every line of every widget. On AWS one look costs about half a cent (GetMetricData).`,
  done: "printed",
  failed: "a region could not be read, or the API could not be used",
  examples: [
    "npx crisscross dashboard --data .crisscross",
    "npx crisscross dashboard --data .crisscross --minutes 30 --all",
  ],
});

export const declareDashboard: Declare = (command, shell, finish) => {
  withApi(command)
    .summary("print the dashboard: traffic, times, throttles, queues, costs")
    .description("Prints the CloudWatch dashboard with its data.")
    .option("--minutes <n>", "how far back, 5 to 20160 (default: 180)")
    .option("--all", "every widget, each line by itself, also those without data");
  withJson(command)
    .addHelpText("after", help)
    .action(async (options: DashboardOptions) => finish(await dashboard(shell, options)));
};

/** Prints the CloudWatch dashboard with its data. Answers 1 when a region could not be read, else 0. */
async function dashboard(shell: Shell, options: DashboardOptions): Promise<number> {
  const { connect } = await import("../cloud/connect.ts");
  const { renderDashboard } = await import("../render/dashboard.ts");
  const { stdout, env } = shell;
  const client = await connect(shell, options);
  const view = await client.dashboard(options.minutes);
  const paint = createPaint(wantsColour(stdout, env, options.color));
  const page = { paint, columns: stdout.columns ?? 100, all: options.all ?? false };
  stdout.write(options.json ? `${JSON.stringify(view)}\n` : renderDashboard(view, page));
  return view.failures.length > 0 ? 1 : 0;
}
