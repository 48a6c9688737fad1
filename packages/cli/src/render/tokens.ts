import type { NewToken, TokenList, TokenView } from "@crisscross/core/documents/token-view";
import type { Paint } from "../terminal/paint.ts";
import { left, renderTable } from "./table.ts";

const columns = ["id", "name", "scopes", "state", "expires", "last used", "daily budget"].map(left);
const day = (instant: string): string => instant.slice(0, "yyyy-mm-dd".length);
const hour = (instant: string): string =>
  `${instant.slice(0, "yyyy-mm-ddThh:mm".length).replace("T", " ")} UTC`;

/** The tokens of an API as a page for people. */
export function renderTokens({ tokens, damaged = [] }: TokenList, paint: Paint): string {
  const rows = tokens.map((token) => [
    ...[token.id, token.name, token.scopes.join(" "), token.state, day(token.expiresAt)],
    ...[token.lastUsedAt === undefined ? "never" : hour(token.lastUsedAt), budgetOf(token)],
  ]);
  const lines = rows.length === 0 ? ["no tokens but the stage's own"] : renderTable(paint, columns, rows);
  const broken = damaged.map(({ id, damage }) => `token ${id} cannot be read, and lets nobody in: ${damage}`);
  return `${[...lines, ...broken].join("\n")}\n`;
}

function budgetOf({ dailyBudget }: TokenView): string {
  if (dailyBudget === undefined) return "none";
  const { usd, probes } = dailyBudget;
  return [
    ...(usd === undefined ? [] : [`$${usd}`]),
    ...(probes === undefined ? [] : [`${probes} probes`]),
  ].join(", ");
}

/** A new token, and what to do with it. Nobody tells it again. */
export const renderNewToken = ({ id, name, scopes, expiresAt, token }: NewToken, api: string): string =>
  [
    token,
    "",
    `This is token ${id}, ${JSON.stringify(name)}: ${scopes.join(", ")}, until ${hour(expiresAt)}. It is shown this once, and kept nowhere.`,
    `  export CRISSCROSS_TOKEN=${token}`,
    `  npx crisscross probe --api ${api}`,
    `  npx crisscross token revoke ${id} takes it back, within a minute`,
    "",
  ].join("\n");
