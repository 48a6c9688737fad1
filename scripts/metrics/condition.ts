/** An alarm's query, as far as it is told here. */
export interface Query {
  readonly expression?: string;
  readonly metric?: { readonly metricName: string; readonly period: number };
}

const signs: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: "≥",
  GreaterThanThreshold: ">",
  LessThanThreshold: "<",
};

/** "Sum of Throttles ≥ 1 in 1 of 5 × 60 s" */
export function describeCondition(inputs: Readonly<Record<string, unknown>>): string {
  const queries = (inputs.metricQueries ?? []) as Query[];
  const expression = queries.find((query) => query.expression !== undefined)?.expression;
  const watched =
    expression === undefined ? `${inputs.statistic} of ${inputs.metricName}` : brief(expression);
  const periodSeconds = inputs.period ?? queries.find(({ metric }) => metric)?.metric?.period;
  const { datapointsToAlarm, evaluationPeriods, threshold, comparisonOperator } = inputs;
  const span = `${datapointsToAlarm} of ${evaluationPeriods} × ${periodSeconds} s`;
  return `${watched} ${signs[String(comparisonOperator)]} ${threshold} in ${span}`;
}

/** The sum over cells is as long as there are regions. */
const brief = (expression: string): string =>
  expression.includes("cell0") ? "failing cells" : `\`${expression.replaceAll(/FILL\((\w+), 0\)/g, "$1")}\``;
