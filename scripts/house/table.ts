import { rooms } from "./rooms.ts";

const begin = "<!-- npm run architecture writes what follows -->";
const end = "<!-- npm run architecture wrote until here -->";

/** The page with its table of rooms made anew, top floor first. Throws when it lacks the lines between which it stands. */
export function withRooms(page: string): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`docs/architecture.md lacks the lines "${begin}" and "${end}".`);
  return `${before}${begin}\n\n${Object.keys(rooms).map(tableOf).join("\n")}\n${end}${after}`;
}

const tableOf = (name: string): string =>
  [
    `| packages/${name}/src | holds |`,
    "| --- | --- |",
    ...(rooms[name] ?? [])
      .toReversed()
      .map(({ name: room, holds }) => `| ${room === "." ? "the root" : `\`${room}/\``} | ${holds} |`),
    "",
  ].join("\n");
