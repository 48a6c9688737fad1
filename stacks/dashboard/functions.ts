import type { DefinedFunction } from "../functions.ts";
import type { Verb } from "../limits.ts";
import { lambdaMetric, type Metric, timeoutsMetric } from "../metric.ts";
import { graph, heading, type Line, type Widget } from "./widget.ts";

/** Verbs with the regions each runs in. */
function regionsByVerb(functions: readonly DefinedFunction[]): Map<Verb, string[]> {
  const found = new Map<Verb, string[]>();
  for (const { verb, placement } of functions)
    found.set(verb, [...(found.get(verb) ?? []), placement.region]);
  return found;
}

const everywhere = (metric: Metric, what: string, regions: readonly string[]): Line[] =>
  regions.map((region) => ({ ...metric, region, label: `${what} ${region}` }));

export function functionWidgets(functions: readonly DefinedFunction[]): Widget[] {
  return [
    heading("## Throttles, timeouts and errors, by function and region"),
    ...[...regionsByVerb(functions)].map(([verb, regions]) =>
      graph(
        verb,
        [
          ...everywhere(lambdaMetric(verb, "Throttles"), "throttles", regions),
          ...everywhere(timeoutsMetric(verb), "timeouts", regions),
          ...everywhere(lambdaMetric(verb, "Errors"), "errors", regions),
        ],
        { width: 6 },
      ),
    ),
  ];
}

/** What Lambda bills most by: requests and time. INIT and rounding are billed too, and no metric tells them. */
export function functionCosts(functions: readonly DefinedFunction[]): Widget[] {
  const alike = [...Map.groupBy(functions, ({ verb, isolation }) => `${isolation} ${verb}`).values()];
  const lines = (metricName: string): Line[] =>
    alike.flat().map(({ verb, isolation, placement: { region } }) => ({
      ...lambdaMetric(verb, metricName, "Sum", isolation),
      region,
      label: `${verb}${isolation === "isolated" ? " isolated" : ""} ${region}`,
    }));
  return [
    graph("Invocations", lines("Invocations"), { periodSeconds: 300, stacked: true, width: 12 }),
    graph("Execution time", lines("Duration"), {
      unit: "ms",
      periodSeconds: 300,
      stacked: true,
      width: 12,
    }),
  ];
}
