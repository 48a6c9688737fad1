import type { BuildView } from "@crisscross/core/documents/build-view";

/** A sentence for each function that ran as more than one build: its samples are not of one thing. */
export function differingBuilds(builds: readonly BuildView[] = []): string[] {
  const byFunction = Map.groupBy(builds, (view) => view.function);
  return [...byFunction]
    .filter(([, views]) => views.length > 1)
    .map(([name, views]) => {
      const each = views.map(({ build, regions }) => `${build} in ${regions.join(", ")}`).join("; ");
      return `${name} ran as ${views.length} builds, so its figures may differ by that: ${each}.`;
    });
}
