import type { CommandWords } from "./command-tree.ts";
import { quoteForFish as quote } from "./quote.ts";

/** A script for fish, to be sourced or put into ~/.config/fish/completions/crisscross.fish. */
export function fishScript(tree: readonly CommandWords[]): string {
  const paths = tree.flatMap(({ path }) => (path === "" ? [] : [quote(path)]));
  const lines = tree.flatMap(({ path, commands, options, choices }) => {
    const here = `complete -c crisscross -n ${quote(`__crisscross_at ${quote(path)}`)}`;
    return [
      ...commands.map(({ name, summary }) => `${here} -f -a ${quote(name)} -d ${quote(summary)}`),
      ...(choices.length > 0 ? [`${here} -f -a ${quote(choices.join(" "))}`] : []),
      ...options.map(({ long, summary, takesValue, choices: values }) => {
        const value = values.length > 0 ? ` -x -a ${quote(values.join(" "))}` : takesValue ? " -r" : "";
        return `${here} -l ${quote(long.slice(2))}${value} -d ${quote(summary)}`;
      }),
    ];
  });
  return `# fish completions of crisscross
function __crisscross_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    set -l deeper (string trim -- "$at $word")
    contains -- "$deeper" ${paths.join(" ")}; and set at $deeper
  end
  test "$at" = "$argv[1]"
end
${lines.join("\n")}
`;
}
