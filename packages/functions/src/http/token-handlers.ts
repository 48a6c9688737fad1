import type { RouteName } from "@crisscross/core/documents/routes";
import { TokenId } from "@crisscross/core/documents/token-view";
import { AppError } from "@crisscross/core/edge/error";
import * as v from "valibot";
import { type CreateDeps, createToken } from "../tokens/create-token.ts";
import { tokenViewOf } from "../tokens/token-record.ts";
import type { TokenStore } from "../tokens/token-store.ts";
import { callerOf } from "./admit.ts";
import { type Handler, pathParam } from "./handler.ts";
import { readJsonBody } from "./json-body.ts";

export interface TokenDeps extends CreateDeps {
  tokens: Pick<TokenStore, "putToken" | "listTokens" | "revokeToken">;
  log: {
    tokenCreated(token: string, by: string): void;
    tokenRevoked(token: string, by: string): void;
  };
}

/** The routes that make, list and revoke tokens. */
export const tokenHandlers = (deps: TokenDeps) =>
  ({
    async ListTokens(c) {
      const { tokens, damaged } = await deps.tokens.listTokens();
      const views = tokens.map((token) => tokenViewOf(token, deps.nowMs()));
      return c.json({ tokens: views, ...(damaged && { damaged }) });
    },
    async CreateToken(c) {
      const { principal } = callerOf(c);
      const made = await createToken(deps, await readJsonBody(c.req.raw), principal);
      deps.log.tokenCreated(made.id, principal);
      return c.json(made, 201);
    },
    async RevokeToken(c) {
      const id = pathParam(c, "id");
      const isId = v.safeParse(TokenId, id).success;
      const token = isId ? await deps.tokens.revokeToken(id, deps.nowMs()) : undefined;
      if (token === undefined)
        throw new AppError("not-found", `token: ${JSON.stringify(id.slice(0, 100))} is not known`);
      deps.log.tokenRevoked(id, callerOf(c).principal);
      return c.json(tokenViewOf(token, deps.nowMs()));
    },
  }) satisfies Partial<Record<RouteName, Handler>>;
