import * as v from "valibot";
import type { PlacedBuild } from "../sample/build.ts";

/** What one function ran as, and in which regions. A function that is there more than once ran as several. */
export const BuildView = v.object({
  function: v.string(),
  build: v.string(),
  regions: v.array(v.string()),
});
export type BuildView = v.InferOutput<typeof BuildView>;

/** By function, each with its builds in a fixed order. */
export function buildViewsOf(builds: ReadonlySet<PlacedBuild>): BuildView[] {
  const views = new Map<string, BuildView>();
  for (const placed of [...builds].sort()) {
    const [name = "", region = "", ...build] = placed.split(" ");
    const key = [name, ...build].join(" ");
    const view = views.get(key) ?? { function: name, build: build.join(" "), regions: [] };
    view.regions.push(region);
    views.set(key, view);
  }
  return [...views.keys()].sort().flatMap((key) => views.get(key) ?? []);
}
