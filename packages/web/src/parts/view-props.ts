import type { Route } from "../address/route.ts";

/** What every view is given: what its address says. */
export interface ViewProps {
  readonly route: Route;
}
