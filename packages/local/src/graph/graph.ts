import * as v from "valibot";

const Properties = v.record(v.string(), v.unknown());

/** What a function is built from: its source file and the options the deployed bundle was made with. */
const Bundle = v.object({
  /** Path from the root folder to the module, then the export: "packages/functions/src/consume.handler". */
  handler: v.string(),
  links: Properties,
  esbuild: Properties,
});

/** One provider resource as the deployment would create it; references to others are already resolved. */
export const Resource = v.object({
  /** Pulumi type token, "aws:sqs/queue:Queue". */
  type: v.string(),
  name: v.string(),
  region: v.string(),
  id: v.string(),
  arn: v.optional(v.string()),
  inputs: Properties,
  bundle: v.optional(Bundle),
});
export type Resource = v.InferOutput<typeof Resource>;

export const ResourceGraph = v.object({
  app: v.string(),
  stage: v.string(),
  homeRegion: v.string(),
  accountId: v.pipe(v.string(), v.regex(/^\d{12}$/, "an account id is twelve digits")),
  resources: v.array(Resource),
});
export type ResourceGraph = v.InferOutput<typeof ResourceGraph>;

/** Reads a parsed resources.json. Throws naming the first field that is not as synth writes it. */
export function parseGraph(json: unknown): ResourceGraph {
  const result = v.safeParse(ResourceGraph, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(
    `The resource graph is not readable at ${v.getDotPath(issue) ?? "its top"}: ${issue.message}. Run npm run synth to write it again.`,
  );
}
