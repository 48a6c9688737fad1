/** A token in the fragment of the address, `#token=…`, with which `up` prints its link; undefined without one. */
export function tokenIn(fragment: string): string | undefined {
  const token = new URLSearchParams(fragment.replace(/^#/, "")).get("token");
  return token === null || token === "" ? undefined : token;
}
