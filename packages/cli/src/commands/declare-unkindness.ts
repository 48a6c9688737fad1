import type { Command } from "commander";
import { ExclusiveOption } from "../terminal/exclusive-option.ts";
import { declareNetwork } from "./declare-network.ts";

/**
 * Declares what can be said of where a local cloud is as unkind as AWS (`UnkindFlags`), and that it goes without the options
 * named. `label` begins what is said of each.
 */
export function declareUnkindness(command: Command, label = "", without: readonly string[] = []): void {
  declareNetwork(command, label, without);
  const options = [
    new ExclusiveOption("--no-freeze", `${label}let environments go on between invocations, for a debugger`),
    new ExclusiveOption(
      "--no-disorder",
      `${label}let standard queues deliver each message once and in order`,
    ),
    new ExclusiveOption(
      "--late-filters",
      `${label}let filter policies take effect after 15 minutes, as they may on AWS`,
    ),
  ];
  for (const option of options) command.addOption(option.conflicts([...without]));
}
