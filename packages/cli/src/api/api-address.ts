import { CommandError } from "../terminal/command-error.ts";
import type { Shell } from "../terminal/shell.ts";

/** Where an API is and the token for it. Throws CommandError 2 when the address is no URL or a token is missing. */
export function readApiAddress(
  api: string,
  token: string | undefined,
  env: Shell["env"],
): { url: string; token: string } {
  const url = URL.parse(api);
  if (url === null || !/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw new CommandError(
      2,
      `--api: ${JSON.stringify(api)} is not accepted; accepted: an address such as http://127.0.0.1:4000`,
    );
  const known = token ?? env.CRISSCROSS_TOKEN;
  if (known === undefined || !/^[\x21-\x7e]+$/.test(known))
    throw new CommandError(
      2,
      "--api needs a token: pass --token, or set CRISSCROSS_TOKEN; accepted: visible ASCII characters",
    );
  return { url: url.href.replace(/\/+$/, ""), token: known };
}
