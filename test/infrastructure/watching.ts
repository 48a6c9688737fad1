import type { Resource } from "../../scripts/graph.ts";
import { committed, ofType, parsed, types } from "./stack.ts";

export const watchTypes = {
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  composite: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  dashboard: "aws:cloudwatch/dashboard:Dashboard",
  filter: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  topicPolicy: "aws:sns/topicPolicy:TopicPolicy",
} as const;

/** A metric somebody reads: an alarm or a widget. */
export interface Read {
  readonly by: string;
  readonly region: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: string;
}

export interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly returnData?: boolean;
  readonly metric?: {
    readonly namespace: string;
    readonly metricName: string;
    readonly dimensions?: Readonly<Record<string, string>>;
    readonly stat: string;
    readonly period: number;
  };
}

export const queriesOf = ({ inputs }: Resource): readonly Query[] => (inputs.metricQueries ?? []) as Query[];

export function readByAlarm(alarm: Resource): Read[] {
  const { region, inputs } = alarm;
  const by = `${inputs.name} in ${region}`;
  const queries = queriesOf(alarm).flatMap(({ metric }) => metric ?? []);
  const own = {
    namespace: inputs.namespace,
    metricName: inputs.metricName,
    dimensions: inputs.dimensions,
    stat: inputs.statistic,
  } as NonNullable<Query["metric"]>;
  return (queries.length > 0 ? queries : [own]).map(({ namespace, metricName, dimensions = {}, stat }) => ({
    by,
    region,
    namespace,
    name: metricName,
    dimensions,
    stat,
  }));
}

export interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly view?: string;
    readonly region?: string;
    readonly period?: number;
    readonly metrics?: readonly (readonly unknown[])[];
    readonly alarms?: readonly string[];
    readonly states?: readonly string[];
    readonly sortBy?: string;
  };
}

export function widgets(graph = committed): readonly Widget[] {
  const [dashboard] = ofType(watchTypes.dashboard, graph);
  return (parsed(dashboard?.inputs.dashboardBody) as { widgets: Widget[] }).widgets;
}

/** A metric of a widget: ["namespace", "name", "dimension", "value", …, { region, label, stat }]. */
export function readByWidget({ properties: { title, metrics = [] } }: Widget): Read[] {
  return metrics.map((entry) => {
    const [namespace, name, ...rest] = entry.slice(0, -1).map(String);
    const { region, stat } = entry.at(-1) as { region: string; stat: string };
    const pairs = rest.flatMap((key, index) => (index % 2 === 0 ? [[key, rest[index + 1] ?? ""]] : []));
    const dimensions: Record<string, string> = Object.fromEntries(pairs);
    return {
      by: `the widget ${title}`,
      region,
      namespace: namespace ?? "",
      name: name ?? "",
      dimensions,
      stat,
    };
  });
}

/** Every resource of a type by region and what CloudWatch calls it. */
export const physicalNames = (type: string, graph = committed): Set<string> =>
  new Set(ofType(type, graph).map(({ region, inputs, name }) => `${region} ${inputs.name ?? name}`));

export const alarms = (graph = committed): Resource[] => ofType(watchTypes.alarm, graph);

export const functionNames = (graph = committed): Set<string> => physicalNames(types.function, graph);
