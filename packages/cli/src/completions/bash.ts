import type { CommandWords } from "./command-tree.ts";
import { quote } from "./quote.ts";

/** A script for bash, 3.2 and later. Where it has no words of its own, bash completes file names. */
export function bashScript(tree: readonly CommandWords[]): string {
  const paths = tree.flatMap(({ path }) => (path === "" ? [] : [quote(path)]));
  const values = tree.flatMap(({ path, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(
        ({ long, choices }) =>
          `    ${quote(`${path}|${long}`)}) COMPREPLY=(${choices.length > 0 ? compgen(choices.join(" ")) : ""}); return ;;`,
      ),
  );
  const words = tree.map(({ path, commands, options, choices }) => {
    const all = [...commands.map(({ name }) => name), ...choices, ...options.map(({ long }) => long)];
    return `    ${quote(path)}) COMPREPLY=(${compgen(all.join(" "))}) ;;`;
  });
  return `# bash completions of crisscross
_crisscross() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} at="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${at:+$at }$word" in
    ${paths.join("|")}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at|$prev" in
${values.join("\n")}
  esac
  case "$at" in
${words.join("\n")}
  esac
}
complete -o default -F _crisscross crisscross
`;
}

const compgen = (words: string): string => `$(compgen -W ${quote(words)} -- "$cur")`;
