import type { Resource } from "../graph/graph.ts";
import { checkInputs } from "../graph/inputs.ts";
import type { Description, Kinds } from "../service/service.ts";
import { services } from "./services.ts";
import type { Site } from "./site.ts";

/** Every resource type that services act on, each after what it needs to be built and started. */
export const kindsOf = (entries: readonly Pick<Description<Site>, "kinds">[]): Kinds<Site> =>
  Object.assign({}, ...entries.map((entry) => entry.kinds));

export const kinds: Kinds<Site> = kindsOf(services);

/** Types with no effect on one machine, and why. */
export const withoutEffect: Readonly<Record<string, string>> = {
  "aws:s3/bucketObject:BucketObject": "holds a function's code, which is bundled from the sources instead",
  "aws:s3/bucketObjectv2:BucketObjectv2":
    "holds a function's code, which is bundled from the sources instead",
  "random:index/randomBytes:RandomBytes": "its value is already in the inputs of others",
  "random:index/randomId:RandomId": "its value is already in the inputs of others",
};

/** Throws naming the first resource the local cloud would not do justice to; called before anything is built. */
export function checkResource(resource: Resource, known = kinds): void {
  const kind = known[resource.type];
  if (kind !== undefined) checkInputs(resource, kind.rules);
  else if (!(resource.type in withoutEffect)) throw unknownType(resource);
}

const unknownType = (resource: Resource): Error =>
  new Error(
    `The local cloud does not know the resource type ${resource.type} (${resource.name}). ` +
      "Teach packages/local what it does, or list it with the types that have no local effect and say why.",
  );
