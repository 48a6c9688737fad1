import { resolve } from "node:path";

/** Where `npm run synth` writes what stage "local" is made of. */
export const graphFile = resolve(import.meta.dirname, "../stacks/resources.json");

/** Everything stacks/ describes, as `npm run synth` writes it to stacks/resources.json. */
export interface ResourceGraph {
  app: string;
  stage: string;
  homeRegion: string;
  accountId: string;
  /** Real resources only, no components or providers; sorted by type, region and name. */
  resources: Resource[];
}

export interface Resource {
  /** Pulumi's token, such as "aws:sqs/queue:Queue". */
  type: string;
  /** Logical name, unique among its type. */
  name: string;
  region: string;
  /** What other resources refer to it by, where not by ARN: a queue's URL, a table's name. */
  id: string;
  arn?: string;
  /** As Pulumi received them, references resolved. Policies are JSON strings. */
  inputs: Record<string, unknown>;
  /** Only of what stays on AWS when it is removed from stacks/, or its stage is. */
  retainOnDelete?: true;
  /** Functions only, and not those that `sst dev` runs live. */
  bundle?: Bundle;
}

/** How a function's code is made. */
export interface Bundle {
  /** Relative to the repository: "packages/functions/src/consume.handler". */
  handler: string;
  /** Linked resources by name; a secret's value is `secret:<name>`. */
  links: Record<string, unknown>;
  /** Options for esbuild, without entry point and outfile. */
  esbuild: Record<string, unknown>;
}
