/** What a token lets its holder do. Each includes those before it. */
export const scopes = ["read", "run", "admin"] as const;
export type Scope = (typeof scopes)[number];

/** What a route asks of its caller: a scope, or nothing, not even a token. */
export type Needed = Scope | "open";

/** What each scope is for, in words. */
export const scopeMeanings: Readonly<Record<Scope, string>> = {
  read: "look at every job, alarm, metric and the dashboard",
  run: "submit, cancel and purge jobs, and read",
  admin: "make, list and revoke tokens, and run and read",
};

/** Whether somebody with these scopes may do what needs that one. */
export const covers = (held: readonly Scope[], needed: Scope): boolean =>
  held.some((scope) => scopes.indexOf(scope) >= scopes.indexOf(needed));
