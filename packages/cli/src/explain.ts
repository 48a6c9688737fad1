import { type ApiOptions, connect } from "./connect.ts";
import { createPaint, wantsColour } from "./paint.ts";
import { renderSample } from "./render/sample.ts";
import type { Shell } from "./shell.ts";

export interface ExplainOptions extends ApiOptions {
  marks?: boolean;
  json?: boolean;
  color: boolean;
}

/** Prints where one probe's time and money went. */
export async function explain(
  shell: Shell,
  job: string,
  probe: string,
  options: ExplainOptions,
): Promise<number> {
  const document = await (await connect(shell, options)).sample(job, probe);
  const { stdout, env } = shell;
  if (options.json) {
    stdout.write(`${JSON.stringify(document)}\n`);
    return 0;
  }
  const paint = createPaint(wantsColour(stdout, env, options.color));
  const page = { paint, columns: stdout.columns ?? 100, marks: options.marks ?? false };
  stdout.write(renderSample(document, page));
  return 0;
}
