import { createHash } from "node:crypto";
import type { RouteName } from "@crisscross/core/documents/routes";
import { pageStyle, referencePage } from "../contract/reference-page.ts";
import type { Handler } from "./handler.ts";

/** Neither changes but with a deployment; browsers and clients may keep them for five minutes. */
const kept = { "cache-control": "public, max-age=300" };

/** The page loads nothing, runs nothing, and is shown in no other's frame. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(pageStyle).digest("base64")}'`,
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join("; ");

/** Loaded when it is asked for: a cold start of another route does not pay for it. */
const loadDocument = async () =>
  (await import("../contract/openapi.json", { with: { type: "json" } })).default;

/** The routes that say what the API is. */
export const referenceHandlers = {
  OpenApi: async (c) => c.json(await loadDocument(), 200, kept),
  Docs: async (c) =>
    c.body(referencePage(await loadDocument()), 200, {
      ...kept,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
    }),
} satisfies Partial<Record<RouteName, Handler>>;
