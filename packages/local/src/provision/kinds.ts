import type { Resource } from "../graph/graph.ts";
import { checkInputs, type InputRules } from "../graph/inputs.ts";
import { apiRules } from "../http-api/rules.ts";
import { iamRules } from "../iam/kinds.ts";
import { mappingRules } from "../mapping/provision.ts";
import { scheduleRules } from "../schedule/provision.ts";
import { checkLimits } from "./limits.ts";
import { services } from "./services.ts";

const rulesOfServices = services.flatMap(({ kinds }) =>
  Object.entries(kinds).map(([type, { rules }]): [string, InputRules] => [type, rules]),
);

/** Every resource type the local cloud acts on, and what it does with its inputs. */
export const supported: Readonly<Record<string, InputRules>> = {
  ...Object.fromEntries(rulesOfServices),
  ...mappingRules,
  ...apiRules,
  ...scheduleRules,
  ...iamRules,
};

/** Types with no effect on one machine, and why. */
export const withoutEffect: Readonly<Record<string, string>> = {
  "aws:s3/bucketObject:BucketObject": "holds a function's code, which is bundled from the sources instead",
  "aws:s3/bucketObjectv2:BucketObjectv2":
    "holds a function's code, which is bundled from the sources instead",
  "random:index/randomBytes:RandomBytes": "its value is already in the inputs of others",
  "random:index/randomId:RandomId": "its value is already in the inputs of others",
};

/** Throws naming the first resource the local cloud would not do justice to; called before anything is built. */
export function checkResource(resource: Resource): void {
  const rules = supported[resource.type];
  if (rules !== undefined) {
    checkInputs(resource, rules);
    checkLimits(resource);
    return;
  }
  if (resource.type in withoutEffect) return;
  throw new Error(
    `The local cloud does not know the resource type ${resource.type} (${resource.name}). ` +
      "Teach packages/local what it does, or list it with the types that have no local effect and say why.",
  );
}
