import { placeOf } from "./faults.ts";
import type { Import } from "./imports.ts";

/** What a package is outside of the workspace, by its own name alone: built by `npm pack`. */
const packed: Readonly<Record<string, Exports>> = {
  client: { ".": { types: "./dist/client.d.ts", default: "./dist/client.js" } },
};

type Exports = Record<string, string | Record<string, string>>;

/** What `exports` of a package's package.json is to say: every module that somebody outside imports, room by room. */
export function exportsOf(name: string, imports: readonly Import[]): Exports {
  const own = `packages/${name}/`;
  const wanted = imports.filter(
    ({ from, to, specifier }) =>
      to.startsWith(own) && !from.startsWith(own) && specifier.startsWith(`@crisscross/${name}/`),
  );
  const paths = [...new Set(wanted.map(({ to }) => to))].sort(
    (a, b) => (placeOf(a).floor ?? 0) - (placeOf(b).floor ?? 0) || (a < b ? -1 : 1),
  );
  const modules = paths.map((path) => {
    const inside = path.slice(`${own}src/`.length);
    return [`./${inside.replace(/\.ts$/, "")}`, `./src/${inside}`];
  });
  return { ...packed[name], ...Object.fromEntries(modules) };
}
