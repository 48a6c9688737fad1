/** The text after a command's options: notes, its exit codes, its examples. `failed` says what 1 means beside the usual. */
export function helpAfter(given: {
  notes?: string;
  done: string;
  failed?: string;
  /** What 2 means beside the usual. */
  refused?: string;
  /** Ctrl-C is its ordinary end. */
  endless?: boolean;
  /** It has --max. */
  limits?: boolean;
  examples: readonly string[];
}): string {
  const { notes, done, failed, refused = "", endless = false, limits = false, examples } = given;
  return [
    ...(notes === undefined ? [] : ["", notes]),
    "",
    "Exit codes:",
    `  0    ${done}`,
    `  1    ${failed ?? "it failed, and stderr says why"}`,
    `  2    wrong usage: an unknown command or option, or a value that is not accepted${refused}`,
    ...(limits
      ? [
          "  3    a limit of --max is broken, also where probes were lost",
          "  4    nothing failed, but of a limit of --max it cannot be told whether it is kept",
        ]
      : []),
    ...(endless ? [] : ["  130  stopped by Ctrl-C (143: by SIGTERM)"]),
    "",
    "Examples:",
    ...examples.map((example) => `  $ ${example}`),
  ].join("\n");
}
