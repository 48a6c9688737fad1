import { queueMetric } from "../metric.ts";
import { type DefinedQueue, queues } from "../queues.ts";
import { graph, heading, type Line, type Widget } from "./widget.ts";

function lines(kind: DefinedQueue["kind"], metricName: string, stat = "Maximum"): Line[] {
  return queues
    .filter((queue) => queue.kind === kind)
    .map(({ name, placement: { region }, queue }) => ({
      ...queueMetric(queue, metricName, stat),
      region,
      label: `${name} ${region}`,
    }));
}

export function queueWidgets(): Widget[] {
  return [
    heading("## Queues"),
    graph("Age of the oldest message", lines("work", "ApproximateAgeOfOldestMessage"), { unit: "s" }),
    graph("Messages waiting", lines("work", "ApproximateNumberOfMessagesVisible")),
    graph(
      "Messages in dead-letter and unroutable queues",
      lines("dead", "ApproximateNumberOfMessagesVisible"),
    ),
  ];
}

/** SQS bills requests; each message costs about three. */
export const queueCosts = (): Widget[] => [
  graph("Messages sent", lines("work", "NumberOfMessagesSent", "Sum"), { periodSeconds: 300, stacked: true }),
];
