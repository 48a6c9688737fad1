import { type ApiOptions, connect } from "../cloud/connect.ts";
import { renderAttribution } from "../render/attribution.ts";
import { renderSample } from "../render/sample.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import type { Shell } from "../terminal/shell.ts";

export interface ExplainOptions extends ApiOptions {
  marks?: boolean;
  json?: boolean;
  color: boolean;
}

/** Prints where one probe's time and money went; without a probe, where those of each cell went. */
export async function explain(
  shell: Shell,
  job: string,
  probe: string | undefined,
  options: ExplainOptions,
): Promise<number> {
  const { stdout, env } = shell;
  const client = await connect(shell, options);
  const paint = createPaint(wantsColour(stdout, env, options.color));
  const columns = stdout.columns ?? 100;
  const marks = options.marks ?? false;
  const print = <T>(document: T, render: (document: T) => string) =>
    stdout.write(options.json ? `${JSON.stringify(document)}\n` : render(document));
  if (probe === undefined)
    print(await client.attribution(job), (document) => renderAttribution(document, { paint, columns }));
  else
    print(await client.sample(job, probe), (document) => renderSample(document, { paint, columns, marks }));
  return 0;
}
