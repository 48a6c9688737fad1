import { gunzipSync } from "node:zlib";
import type { BuiltFile } from "@crisscross/web/page";

/** What is read of API Gateway's payload format 2.0. */
interface PageEvent {
  readonly rawPath: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

interface PageAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** The page asks its own origin and nobody else, and runs nothing that stands in its HTML. */
const policy = [
  "default-src 'none'",
  ...["script-src", "style-src", "img-src", "font-src", "connect-src"].map((one) => `${one} 'self'`),
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const always = { "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" };

/** Answers requests for the files of a built page; 404 for any other path. */
export const answerPage =
  (files: readonly BuiltFile[]) =>
  async ({ rawPath, headers }: PageEvent): Promise<PageAnswer> => {
    const file = files.find(({ path }) => path === rawPath);
    if (file === undefined)
      return {
        statusCode: 404,
        headers: { ...always, "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
        body: `${rawPath} is no file of this page; it may have been deployed anew: load / again`,
      };
    const told = { ...always, ...freshness(file), vary: "accept-encoding" };
    if (asks(headers["if-none-match"], told.etag)) return { statusCode: 304, headers: told };
    return {
      statusCode: 200,
      headers: { ...told, "content-type": file.type, ...encoded(file, headers["accept-encoding"]).headers },
      body: encoded(file, headers["accept-encoding"]).body,
      isBase64Encoded: true,
    };
  };

/** An asset has its hash in its name, so it never changes; `/` is asked for again, and most often still the same. */
const freshness = ({ path, tag }: BuiltFile): { etag: string } & Record<string, string> =>
  path === "/"
    ? { etag: `"${tag}"`, "cache-control": "no-cache", "content-security-policy": policy }
    : { etag: `"${tag}"`, "cache-control": "public, max-age=31536000, immutable" };

const asks = (tags: string | undefined, etag: string): boolean =>
  tags?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag) ?? false;

function encoded({ br, gzip }: BuiltFile, accepted: string | undefined) {
  if (takes(accepted, "br")) return { body: br, headers: { "content-encoding": "br" } };
  if (takes(accepted, "gzip")) return { body: gzip, headers: { "content-encoding": "gzip" } };
  return { body: gunzipSync(Buffer.from(gzip, "base64")).toString("base64"), headers: {} };
}

const takes = (accepted: string | undefined, coding: string): boolean =>
  accepted?.split(",").some((one) => {
    const [name, ...parameters] = one.trim().split(";");
    return name?.trim() === coding && !parameters.some((text) => /^\s*q=0(\.0*)?\s*$/.test(text));
  }) ?? false;
