import type { Command } from "commander";
import { CommandError } from "../terminal/command-error.ts";
import { ExclusiveOption } from "../terminal/exclusive-option.ts";
import { tenths, wholeNumber } from "../terminal/option-values.ts";

/**
 * Declares what can be said of the network of a local cloud (`NetworkFlags`), and that it goes without the options named.
 * `label` begins what is said of each.
 */
export function declareNetwork(command: Command, label = "", without: readonly string[] = []): void {
  const part = [...without, "wan"];
  const options = [
    new ExclusiveOption(
      "--no-wan",
      `${label}do not simulate the network between regions, nor what follows`,
    ).conflicts([...without]),
    new ExclusiveOption(
      "--weather <file>",
      `${label}what the network does besides, as JSON (default: mild jitter)`,
    ),
    new ExclusiveOption("--no-weather", `${label}every round trip as its table has it`),
    new ExclusiveOption("--no-handshakes", `${label}new connections cost no round trips`),
    new ExclusiveOption(
      "--idle-close <seconds>",
      `${label}when a kept connection is closed, 0 for never (default: 60)`,
    ),
    new ExclusiveOption(
      "--addresses <n>",
      `${label}addresses of an endpoint, of which the last is dead (default: 3)`,
    ),
  ];
  for (const option of options.slice(1)) option.conflicts(part);
  options[4]?.argParser(tenths(0, 3_600));
  options[5]?.argParser(wholeNumber(1, 8));
  for (const option of options) command.addOption(option);
  refuseBoth(command);
}

/** Commander takes an option and its negation for one, of which the later counts. */
function refuseBoth(command: Command): void {
  let typed: "--weather" | "--no-weather" | undefined;
  const note = (name: "--weather" | "--no-weather") => () => {
    if (typed !== undefined && typed !== name)
      throw new CommandError(2, "--weather goes without --no-weather; leave one of them out");
    typed = name;
  };
  command.on("option:weather", note("--weather")).on("option:no-weather", note("--no-weather"));
}
