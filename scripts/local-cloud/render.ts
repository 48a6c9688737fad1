import type { Limit } from "@crisscross/local/graph/limits";
import { kinds, withoutEffect } from "@crisscross/local/provision/kinds";

const begin = "<!-- npm run local-cloud writes what follows -->";
const end = "<!-- npm run local-cloud wrote until here -->";

/** The page with its generated part made anew. Throws when the page lacks the two lines between which it stands. */
export function withInputs(page: string): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`docs/local-cloud.md lacks the lines "${begin}" and "${end}".`);
  return `${before}${begin}\n\n${renderInputs()}\n${end}${after}`;
}

function renderInputs(): string {
  const types = Object.keys(kinds).sort();
  return [
    ...types.flatMap(renderType),
    "**Types without effect**",
    "",
    ...Object.entries(withoutEffect).map(([type, why]) => `- \`${type}\`: ${why}`),
    "",
  ].join("\n");
}

function renderType(type: string): string[] {
  const { used = [], inert = {}, fixed = {}, limits = {} } = kinds[type]?.rules ?? {};
  return [
    `**\`${type}\`**`,
    "",
    ...(used.length > 0 ? [`- acted on: ${namesOf(used)}`] : []),
    ...Object.entries(fixed).map(
      ([name, values]) =>
        `- \`${name}\`: only ${values.map((value) => `\`${JSON.stringify(value)}\``).join(" or ")}`,
    ),
    ...Object.entries(inert).map(([name, why]) => `- \`${name}\`: no effect; ${why}`),
    ...Object.entries(limits).map(([path, limit]) => `- \`${path}\`: ${accepted(limit)} (${limit.source})`),
    "",
  ];
}

const namesOf = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

function accepted(limit: Limit): string {
  switch (limit.kind) {
    case "whole":
      return `${limit.min} to ${limit.max}`;
    case "oneOf":
      return `one of ${limit.values.join(", ")}`;
    case "text":
      return limit.accepted;
    case "length":
      return `at most ${limit.max} characters`;
    case "list":
      return `at most ${limit.max}`;
  }
}
