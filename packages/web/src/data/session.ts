/** Of this tab alone, and gone with it. */
const key = "crisscross-token";

/** A token in the fragment of the address, `#token=…`, with which `up` prints its link; undefined without one. */
export function tokenIn(fragment: string): string | undefined {
  const token = new URLSearchParams(fragment.replace(/^#/, "")).get("token");
  return token === null || token === "" ? undefined : token;
}

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
