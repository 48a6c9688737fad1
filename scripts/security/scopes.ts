import { routes } from "@crisscross/core/documents/routes";
import type { Needed } from "@crisscross/core/documents/scope";
import { covers, scopeMeanings, scopes } from "@crisscross/core/documents/scope";

/** Who may knock: no token, tokens that let nobody in, and those of each scope. `stage` is one of the stage's own. */
export const knockers = ["none", "wrong", "expired", "revoked", ...scopes, "stage"] as const;
export type Knocker = (typeof knockers)[number];

/** What becomes of a request: it reaches its route, or API Gateway or the API itself refuses it. */
export type Verdict = "in" | "401" | "403" | "403 `forbidden`";

/** What a knocker gets at a route that needs a scope, or none. */
export function verdictOf(needed: Needed, knocker: Knocker): Verdict {
  if (needed === "open") return "in";
  if (knocker === "none") return "401";
  if (knocker === "stage") return "in";
  const scope = scopes.find((one) => one === knocker);
  if (scope === undefined) return "403";
  return covers([scope], needed) ? "in" : "403 `forbidden`";
}

const heads: Readonly<Record<Knocker, string>> = {
  none: "no token",
  wrong: "a wrong one",
  expired: "an expired one",
  revoked: "a revoked one",
  read: "`read`",
  run: "`run`",
  admin: "`admin`",
  stage: "the stage's own",
};

const rowOf = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** docs/security.md on tokens: what each token may do at each route. A test knocks at every cell. */
export function renderScopes(): string {
  const rows = Object.values(routes).map(({ method, path, scope }) =>
    rowOf([`\`${method} ${path}\``, scope, ...knockers.map((knocker) => verdictOf(scope, knocker))]),
  );
  return `## Tokens and routes

Each route names the scope that it needs, and each scope has those before it: ${scopes.map((scope) => `\`${scope}\` lets its holder ${scopeMeanings[scope]}`).join("; ")}.
The stage's own tokens, the secret \`TokenHashes\`, may do everything. \`in\` means that the request reaches its route. 401 and 403 are
API Gateway's, \`{"message": …}\`; \`forbidden\` is the API's own problem, which says what the token has and what is needed. A test asks
for every cell, through the local cloud's gateway with the routes and the authorizer that are deployed.

What one principal made every reader of the stage sees: jobs have no owner. Whoever has \`run\` may cancel and purge the jobs of others. Only
idempotency keys and budgets are each principal's own. Deploy one stage each for callers who may not see each other's jobs.

${[rowOf(["route", "needs", ...knockers.map((knocker) => heads[knocker])]), rowOf(Array(knockers.length + 2).fill("---")), ...rows].join("\n")}

- **What is stored of a token** is the SHA-256 of its secret, 256 random bits: nobody can try them, however fast the hash. The secret
  is in one answer, and in no list, log or error. It is compared in constant time, also where there is no such token.
- **A revoked token** is refused within 60 s: API Gateway keeps an authorizer's answer for 55 s, and its making takes 5 s at most. A
  token that expires is refused to the millisecond, because the API looks at the clock too.
- **The authorizer** may read the tokens' partition of the results table and nothing else: no job, no block, no index. The API may change
  tokens, what was spent of budgets, and idempotency keys; it can update or delete no result.`;
}
