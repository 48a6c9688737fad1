import type { ApiOptions } from "../cloud/connect.ts";
import { helpAfter } from "../terminal/help.ts";
import type { Declare } from "./declare.ts";
import { withApi } from "./declare.ts";

interface OpenOptions extends ApiOptions {
  print?: boolean;
}

export const declareOpen: Declare = (command, shell, finish) => {
  withApi(command)
    .summary("open the page of a running cloud in the browser")
    .description(
      "Opens the page of the local cloud that runs on the data folder, signed in with its token; or that of an API, which asks for one.",
    )
    .option("--print", "print the address instead; of a local cloud it holds the token")
    .option("--json", "print the address as JSON, and open nothing")
    .addHelpText(
      "after",
      helpAfter({
        done: "the browser was asked to open it, or the address is printed",
        failed: "no cloud runs on the folder, or no browser could be asked",
        examples: ["npx crisscross open", "npx crisscross open --print"],
      }),
    )
    .action(async (options: OpenOptions) => {
      const { openPage } = await import("../cloud/open-page.ts");
      finish(await openPage(shell, options));
    });
};
