import type { Import } from "./imports.ts";
import { packages, rooms } from "./rooms.ts";

/** What breaks the order of the house, one sentence each; none when all is well. */
export function faultsOf(imports: readonly Import[]): string[] {
  return [...imports.flatMap(orderFault), ...circlesOf(imports)];
}

interface Place {
  package: string;
  /** Place in the order of its package's rooms; undefined where the order does not list it. */
  floor: number | undefined;
  room: string;
}

/** Where a file stands. What stands in no package is in one of its folder's name, without rooms. */
export function placeOf(file: string): Place {
  const [, inPackage, path = ""] = /^packages\/([^/]+)\/(?:src\/|bin\/)?(.+)$/.exec(file) ?? [];
  const name = inPackage ?? file.slice(0, file.indexOf("/"));
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
  const order = (rooms[name] ?? []).map((room) => room.name);
  const holding = order
    .filter((room) => folder === room || folder.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
  const floor = holding === undefined ? undefined : order.indexOf(holding);
  return { package: name, floor, room: holding ?? folder };
}

function orderFault({ from, to, kind, specifier }: Import): string[] {
  const [a, b] = [placeOf(from), placeOf(to)];
  // A package may read its own package.json, which stands in no room.
  if (to === `packages/${a.package}/package.json`) return [];
  if (a.package !== b.package) {
    const allowed = packages[a.package];
    if (allowed === undefined) return [];
    if (!allowed.includes(b.package))
      return [`${from} imports ${to}: ${a.package} may not import ${b.package}`];
    if (specifier.startsWith("."))
      return [`${from} imports ${to} by its path: say @crisscross/${b.package}/…`];
    if (a.package === "cli" && b.package === "local" && kind === "static")
      return [`${from} imports ${to}: the command loads the local cloud only when it is needed, by import()`];
    return kind === "static" ? earlyFault(from, to, a, b) : [];
  }
  if (rooms[a.package] === undefined) return [];
  const stranger = a.floor === undefined ? a : b.floor === undefined ? b : undefined;
  if (stranger !== undefined) return [`${from}: the order has no room ${stranger.room} of ${a.package}`];
  if ((b.floor ?? 0) > (a.floor ?? 0)) return [`${from} imports ${to}: ${b.room} stands above ${a.room}`];
  return kind === "static" ? earlyFault(from, to, a, b) : [];
}

/** What `--help` loads is declarations: a command's work comes by import() when it is asked for. */
function earlyFault(from: string, to: string, a: Place, b: Place): string[] {
  if (a.package !== "cli" || !early.includes(a.room)) return [];
  if (b.package === "cli" && ["terminal", ...early].includes(b.room)) return [];
  return [`${from} imports ${to}: a command loads what it needs when it runs, by import()`];
}

const early = [".", "commands"];

/** Files that import each other in a loop, however long. Tarjan's strongly connected components. */
function circlesOf(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const state = { order: 0, indexes: new Map<string, number>(), lows: new Map<string, number>() };
  const stack: string[] = [];
  const circles: string[] = [];
  const visit = (file: string): void => {
    state.indexes.set(file, state.order);
    state.lows.set(file, state.order++);
    stack.push(file);
    for (const target of next.get(file) ?? []) {
      if (!state.indexes.has(target)) visit(target);
      else if (!stack.includes(target)) continue;
      const reached = state.lows.get(target) ?? 0;
      state.lows.set(file, Math.min(state.lows.get(file) ?? 0, reached));
    }
    if (state.lows.get(file) !== state.indexes.get(file)) return;
    const circle = stack.splice(stack.indexOf(file));
    const isCircle = circle.length > 1 || next.get(file)?.includes(file);
    if (isCircle) circles.push(`${circle.sort().join(", ")}: import each other in a circle`);
  };
  for (const file of next.keys()) if (!state.indexes.has(file)) visit(file);
  return circles;
}
