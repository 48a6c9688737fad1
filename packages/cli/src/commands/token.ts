import type { TokenRequest } from "@crisscross/core/documents/token-view";
import { InvalidArgumentError } from "commander";
import type { ApiOptions } from "../cloud/connect.ts";
import { helpAfter } from "../terminal/help.ts";
import { type Parser, wholeNumber } from "../terminal/option-values.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import type { Shell } from "../terminal/shell.ts";
import { type Declare, withApi, withJson } from "./declare.ts";

interface CreateOptions extends ApiOptions {
  name: string;
  scopes: string;
  expires?: number;
  dailyUsd?: number;
  dailyProbes?: number;
}

const usd: Parser<number> = (text) => {
  const amount = /^\d{1,7}(\.\d{1,6})?$/.test(text) ? Number(text) : 0;
  if (amount >= 1e-6 && amount <= 1e6) return amount;
  throw new InvalidArgumentError("an amount of USD from 0.000001 to 1000000");
};

export const declareToken: Declare = (command, shell, finish) => {
  command
    .summary("make, list and revoke the tokens of an API")
    .description(
      "Makes, lists and revokes bearer tokens. It takes a token that may do that: the stage's own, or one with admin.",
    );
  const [create, list, revoke] = ["create", "list", "revoke"].map((name) => command.command(name));
  if (create && list && revoke) declareThree({ create, list, revoke }, shell, finish);
};

function declareThree(
  commands: Record<"create" | "list" | "revoke", Parameters<Declare>[0]>,
  shell: Shell,
  finish: (exitCode: number) => void,
): void {
  withApi(commands.create)
    .summary("make a token; it is shown once")
    .description(
      "Makes a token and prints it. It is shown this once: the API keeps no more than a hash of it.",
    )
    .requiredOption("--name <name>", "whose it is or what for, in 1 to 120 characters (required)")
    .requiredOption("--scopes <scopes>", "read, run or admin; several with commas between (required)")
    .option("--expires <days>", "how long it holds (default: 90)", wholeNumber(1, 400))
    .option(
      "--daily-usd <usd>",
      "what its jobs of one UTC day may cost by their estimates (default: no limit)",
      usd,
    )
    .option(
      "--daily-probes <n>",
      "how many probes its jobs of one UTC day may plan (default: no limit)",
      wholeNumber(1, 1e9),
    )
    .option("--json", "print the token as JSON")
    .addHelpText(
      "after",
      helpAfter({
        notes:
          "Scopes: read looks at everything, run also submits, cancels and purges jobs, admin also makes and revokes tokens.",
        done: "made, and printed",
        examples: [
          "npx crisscross token create --name nightly --scopes run --daily-usd 5 --data .crisscross",
          "CRISSCROSS_TOKEN=… npx crisscross token create --name dashboard --scopes read --expires 30 --api https://abc123.execute-api.us-east-1.amazonaws.com",
        ],
      }),
    )
    .action(async (options: CreateOptions) => finish(await create(shell, options)));
  withJson(withApi(commands.list))
    .summary("print the tokens, without their secrets")
    .description("Prints the tokens of an API, oldest first. Those that are over stay for 30 days.")
    .addHelpText(
      "after",
      helpAfter({ done: "printed", examples: ["npx crisscross token list --data .crisscross"] }),
    )
    .action(async (options: ApiOptions & { color: boolean }) => finish(await list(shell, options)));
  withApi(commands.revoke)
    .summary("revoke a token")
    .description("Revokes a token for good. It lets nobody in from a minute later on. Its jobs stay.")
    .argument("<id>", "the part of the token before the dot, as the list shows it")
    .option("--json", "print the token as JSON, without its secret")
    .addHelpText(
      "after",
      helpAfter({
        done: "it is revoked, or was before",
        examples: ["npx crisscross token revoke 01jd0c3k9x4v7m2q8r5t6w1y0z --data .crisscross"],
      }),
    )
    .action(async (id: string, options: ApiOptions) => finish(await revoke(shell, id, options)));
}

async function create(shell: Shell, options: CreateOptions): Promise<number> {
  const { connect } = await import("../cloud/connect.ts");
  const { renderNewToken } = await import("../render/tokens.ts");
  const { name, scopes, expires, dailyUsd: usd, dailyProbes: probes, json, api } = options;
  const dailyBudget = { ...(usd !== undefined && { usd }), ...(probes !== undefined && { probes }) };
  const made = await (await connect(shell, options)).createToken({
    ...{ name, scopes: scopes.split(",").map((scope) => scope.trim()) as TokenRequest["scopes"] },
    ...(expires !== undefined && { expiresInDays: expires }),
    ...(Object.keys(dailyBudget).length > 0 && { dailyBudget }),
  });
  const text = json ? `${JSON.stringify(made)}\n` : renderNewToken(made, api ?? "<address of the API>");
  shell.stdout.write(text);
  return 0;
}

async function list(shell: Shell, options: ApiOptions & { color: boolean }): Promise<number> {
  const { connect } = await import("../cloud/connect.ts");
  const { renderTokens } = await import("../render/tokens.ts");
  const found = await (await connect(shell, options)).tokens();
  const paint = createPaint(wantsColour(shell.stdout, shell.env, options.color));
  shell.stdout.write(options.json ? `${JSON.stringify(found)}\n` : renderTokens(found, paint));
  return 0;
}

async function revoke(shell: Shell, id: string, options: ApiOptions): Promise<number> {
  const { connect } = await import("../cloud/connect.ts");
  const revoked = await (await connect(shell, options)).revokeToken(id);
  const words = `token ${revoked.id}, ${JSON.stringify(revoked.name)}, is revoked: it lets nobody in from a minute later on\n`;
  shell.stdout.write(options.json ? `${JSON.stringify(revoked)}\n` : words);
  return 0;
}
