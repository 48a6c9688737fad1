import type { ServiceCall } from "./call.ts";
import { readBytes } from "./read-json.ts";
import { Refusal } from "./refusal.ts";
import { type Place, type ReadRequest, readMediaType, refuseForm } from "./service-request.ts";

const contentType = "application/x-www-form-urlencoded";

/** Reads a request of AWS's Query protocol, all of it in the fields of a form. Throws Refusal. */
export function readForm(call: ServiceCall, place: Place): ReadRequest {
  const { operation, fields } = readFields(call, place);
  return {
    operation,
    input: Object.fromEntries(fields),
    path: "/",
    headers: { "content-type": contentType },
    body: Buffer.from(new URLSearchParams(fields).toString()),
  };
}

/** The same as a tree of texts and lists, "Metrics.member.1.Name" at Metrics, member, 0, Name. Throws Refusal. */
export function readTree(call: ServiceCall, place: Place): { operation: string; texts: unknown } {
  const { operation, fields } = readFields(call, place);
  return { operation, texts: plant(fields.map(([name, text]) => ({ steps: name.split("."), text }))) };
}

/** More than any name has: MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name has ten. */
const mostSteps = 20;

function readFields(call: ServiceCall, place: Place): { operation: string; fields: [string, string][] } {
  const { method, path, headers } = call;
  const isAlone = headers["x-amz-target"] === undefined;
  if (method !== "POST" || path !== "/" || !isAlone || readMediaType(call) !== contentType)
    refuseForm(place, `POST / with content-type ${contentType} and without a target`, call);
  const fields = [...new URLSearchParams(readBytes(call).toString())];
  const names = new Set<string>();
  for (const [name] of fields) {
    if (name.split(".").length > mostSteps)
      throw new Refusal(
        "malformed",
        `The name of a field has more than ${mostSteps} steps: ${name.slice(0, 60)}.`,
      );
    if (names.has(name)) throw new Refusal("malformed", `The field ${name} is given twice; give it once.`);
    names.add(name);
  }
  const operation = fields.find(([name]) => name === "Action")?.[1] ?? "";
  if (!/^[A-Za-z]+$/.test(operation))
    throw new Refusal("malformed", `The field Action ${JSON.stringify(operation)} names no operation.`);
  return { operation, fields };
}

interface Leaf {
  steps: readonly string[];
  text: string;
}

function plant(leaves: readonly Leaf[]): unknown {
  const [first] = leaves;
  if (first === undefined || (leaves.length === 1 && first.steps.length === 0)) return first?.text;
  const branches = Map.groupBy(leaves, ({ steps }) => steps[0] ?? "");
  const grown = [...branches].map(([step, below]): [string, unknown] => [
    step,
    plant(below.map(({ steps, text }) => ({ steps: steps.slice(1), text }))),
  ]);
  if (!grown.every(([step]) => /^\d+$/.test(step))) return Object.fromEntries(grown);
  return grown.sort(([one], [other]) => Number(one) - Number(other)).map(([, value]) => value);
}
