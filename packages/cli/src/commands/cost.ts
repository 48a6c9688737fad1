import type { ApiOptions } from "../cloud/connect.ts";
import { helpAfter } from "../terminal/help.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import type { Shell } from "../terminal/shell.ts";
import { type Declare, withApi, withJson } from "./declare.ts";

interface CostOptions extends ApiOptions {
  color: boolean;
}

export const declareCost: Declare = (command, shell, finish) => {
  withApi(command)
    .argument("<job>", "the job's id")
    .summary("print what a job was estimated to cost, and what it cost")
    .description(
      "Prints a job's cost at list prices, line by line: as estimated, and by what happened.\nprobe --dry-run prints the estimate of a job before there is one.",
    );
  withJson(command)
    .addHelpText(
      "after",
      helpAfter({
        done: "printed",
        examples: ["npx crisscross cost 01jd0c3k9x4v7m2q8r5t6w1y0z --data .crisscross"],
      }),
    )
    .action(async (job: string, options: CostOptions) => finish(await cost(shell, job, options)));
};

/** Prints what a job was estimated to cost, and what it cost so far. */
async function cost(shell: Shell, job: string, options: CostOptions): Promise<number> {
  const { connect } = await import("../cloud/connect.ts");
  const { renderCost } = await import("../render/cost.ts");
  const { stdout, env } = shell;
  const client = await connect(shell, options);
  const document = await client.cost(job);
  const paint = createPaint(wantsColour(stdout, env, options.color));
  const style = { paint, columns: stdout.columns ?? 100 };
  stdout.write(options.json ? `${JSON.stringify(document)}\n` : renderCost(document, style));
  return 0;
}
