import { tokenIn } from "../address/token.ts";

/** Of this tab alone, and gone with it. */
const key = "crisscross-token";

/** Takes the token out of the address, before anything else sees it: neither history nor a shared link has it then. */
export function takeToken(): void {
  const token = tokenIn(location.hash);
  if (token === undefined) return;
  history.replaceState(null, "", `${location.pathname}#/`);
  keepToken(token);
}

export const readToken = (): string | undefined => sessionStorage.getItem(key) ?? undefined;
export const keepToken = (token: string): void => sessionStorage.setItem(key, token);
export const dropToken = (): void => sessionStorage.removeItem(key);
