import type { Place } from "./service-request.ts";

/** A resource that a request names, of another region than its own. */
interface Named {
  member: string;
  text: string;
  region: string;
}

/** Where a service's requests name a resource by more than its name. */
export interface Names {
  /** Paths to the members that name a resource, whatever the operation; `*` is every item, `keys` every key. */
  members: readonly string[];
  /** Those that may name one of another region, but of no other account. */
  anyRegion?: readonly string[];
  /** In the words of the service, so far as they are known. */
  refuseRegion?: (named: Named, place: Place) => string;
}

export const whyOfOtherRegion = ({ text, region }: Named, place: Place): string =>
  `${text} is of region ${region}, and the request is signed for ${place.region}`;
