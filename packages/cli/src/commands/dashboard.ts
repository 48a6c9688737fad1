import { type ApiOptions, connect } from "../cloud/connect.ts";
import { renderDashboard } from "../render/dashboard.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import type { Shell } from "../terminal/shell.ts";

export interface DashboardOptions extends ApiOptions {
  minutes?: string;
  json?: boolean;
  color: boolean;
}

/** Prints the CloudWatch dashboard with its data. Answers 1 when a region could not be read, else 0. */
export async function dashboard(shell: Shell, options: DashboardOptions): Promise<number> {
  const { stdout, env } = shell;
  const client = await connect(shell, options);
  const view = await client.dashboard(options.minutes);
  const paint = createPaint(wantsColour(stdout, env, options.color));
  stdout.write(
    options.json
      ? `${JSON.stringify(view)}\n`
      : renderDashboard(view, { paint, columns: stdout.columns ?? 100 }),
  );
  return view.failures.length > 0 ? 1 : 0;
}
