import type { CommandWords } from "./command-tree.ts";
import { quote } from "./quote.ts";

/** A script for zsh, to be sourced or put into a folder of fpath as _crisscross. */
export function zshScript(tree: readonly CommandWords[]): string {
  const paths = tree.flatMap(({ path }) => (path === "" ? [] : [quote(path)]));
  const values = tree.flatMap(({ path, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(
        ({ long, choices }) =>
          `    (${quote(`${path}|${long}`)}) ${choices.length > 0 ? `compadd -- ${choices.map(quote).join(" ")}` : "_files"}; return ;;`,
      ),
  );
  const items = tree.map(({ path, commands, options, choices }) => {
    const described = [
      ...commands.map(({ name, summary }) => describe(name, summary)),
      ...choices.map(quote),
      ...options.map(({ long, summary }) => describe(long, summary)),
    ];
    return `    (${quote(path)}) items=(${described.join(" ")}) ;;`;
  });
  return `#compdef crisscross
_crisscross() {
  local at="" word
  local -a items
  for word in \${words[2,CURRENT-1]}; do
    case "\${at:+$at }$word" in
    (${paths.join("|")}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at|\${words[CURRENT-1]}" in
${values.join("\n")}
  esac
  case "$at" in
${items.join("\n")}
  esac
  _describe crisscross items
  _files
}
compdef _crisscross crisscross
`;
}

/** A colon parts a word from what it means. */
const describe = (word: string, summary: string): string =>
  quote(`${word}:${summary.replaceAll(":", "\\:")}`);
