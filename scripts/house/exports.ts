import { placeOf } from "./faults.ts";
import type { Import } from "./imports.ts";

/** What `exports` of a package's package.json is to say: every module that somebody outside imports, room by room. */
export function exportsOf(name: string, imports: readonly Import[]): Record<string, string> {
  const own = `packages/${name}/`;
  const wanted = imports.filter(
    ({ from, to, specifier }) =>
      to.startsWith(own) && !from.startsWith(own) && specifier.startsWith(`@crisscross/${name}/`),
  );
  const paths = [...new Set(wanted.map(({ to }) => to))].sort(
    (a, b) => (placeOf(a).floor ?? 0) - (placeOf(b).floor ?? 0) || (a < b ? -1 : 1),
  );
  return Object.fromEntries(
    paths.map((path) => {
      const inside = path.slice(`${own}src/`.length);
      return [`./${inside.replace(/\.ts$/, "")}`, `./src/${inside}`];
    }),
  );
}
