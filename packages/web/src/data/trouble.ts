import { ApiProblem } from "@crisscross/client/client";

/** Why there is no answer, as a view says it. */
export type Trouble =
  | { readonly kind: "token"; readonly says: string }
  | { readonly kind: "offline"; readonly says: string }
  | { readonly kind: "refused"; readonly says: string; readonly faults: Faults };

/** What would be accepted, by the field that was not. */
export type Faults = Readonly<Record<string, string>>;

/** What an error of the client's means for who looks at the page. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ApiProblem))
    return { kind: "offline", says: "This page asks again by itself. What it shows may be old." };
  if (error.status === 401 || (error.status === 403 && error.code === undefined))
    return { kind: "token", says: "The API does not accept this token: it is wrong, expired or revoked." };
  if (error.isRetryable)
    return { kind: "offline", says: "It is busy, or limits requests. This page asks again by itself." };
  const says = error.detail || `The API answered with status ${error.status}.`;
  const faults = Object.fromEntries(error.errors.map(({ field, accepted }) => [field, accepted]));
  return { kind: "refused", says, faults };
}
