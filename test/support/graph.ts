import { readFile } from "node:fs/promises";
import { parseGraph, type Resource, type ResourceGraph } from "@crisscross/local/graph/graph";

/** The graph that stacks/ describes. */
export async function readGraph(): Promise<ResourceGraph> {
  const file = new URL("../../stacks/resources.json", import.meta.url);
  return parseGraph(JSON.parse(await readFile(file, "utf8")));
}

/** The graph with every function of one verb changed. */
export function editFunctions(
  graph: ResourceGraph,
  verb: string,
  edit: (fn: Resource) => Partial<Resource>,
): ResourceGraph {
  const isMeant = ({ type, inputs }: Resource) =>
    type === "aws:lambda/function:Function" && inputs.name === `crisscross-local-${verb}`;
  if (!graph.resources.some(isMeant)) throw new Error(`no function ${verb} in the graph`);
  return {
    ...graph,
    resources: graph.resources.map((one) => (isMeant(one) ? { ...one, ...edit(one) } : one)),
  };
}

/** The graph with further inputs for every function of one verb, such as `{ timeout: 1 }`. */
export const withInputs = (graph: ResourceGraph, verb: string, inputs: Resource["inputs"]): ResourceGraph =>
  editFunctions(graph, verb, (fn) => ({ inputs: { ...fn.inputs, ...inputs } }));

/** The graph with another module in inner's place, by its path from the root folder. */
export const withInner = (graph: ResourceGraph, handler: string): ResourceGraph =>
  editFunctions(graph, "inner", ({ bundle }) => (bundle ? { bundle: { ...bundle, handler } } : {}));

export const troubledInner = "test/flow/fixtures/troubled-inner.handler";
