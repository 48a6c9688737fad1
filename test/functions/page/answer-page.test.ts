import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { answerPage } from "../../../packages/functions/src/page/answer-page.ts";

const html = "<!doctype html><title>Crisscross</title>";
const file = (path: string, type: string, content: string) => ({
  path,
  type,
  br: brotliCompressSync(content).toString("base64"),
  gzip: gzipSync(content).toString("base64"),
  tag: "0123456789abcdef",
});
const answer = answerPage([
  file("/", "text/html; charset=utf-8", html),
  file("/assets/index-Abc.js", "text/javascript; charset=utf-8", "go();"),
]);
const ask = (rawPath: string, headers: Record<string, string> = {}) => answer({ rawPath, headers });
const bytes = (body: string | undefined) => Buffer.from(body ?? "", "base64");

describe("the page's files", () => {
  it("are sent as the client takes them: Brotli before gzip, and plain to who takes neither", async () => {
    const br = await ask("/", { "accept-encoding": "gzip, deflate, br, zstd" });
    expect(br.headers).toMatchObject({ "content-encoding": "br", vary: "accept-encoding" });
    expect(brotliDecompressSync(bytes(br.body)).toString()).toBe(html);
    const gzip = await ask("/", { "accept-encoding": "gzip;q=0.5, br;q=0" });
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(bytes(gzip.body)).toString()).toBe(html);
    const plain = await ask("/");
    expect(plain.headers).not.toHaveProperty("content-encoding");
    expect(bytes(plain.body).toString()).toBe(html);
  });

  it("are kept for good where the name has their hash, and asked for again where it has not", async () => {
    expect((await ask("/assets/index-Abc.js")).headers).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": "text/javascript; charset=utf-8",
      "x-content-type-options": "nosniff",
    });
    const first = await ask("/");
    expect(first.headers["cache-control"]).toBe("no-cache");
    const again = await ask("/", { "if-none-match": `W/${first.headers.etag}` });
    expect(again.statusCode).toBe(304);
    expect(again.body).toBeUndefined();
    expect((await ask("/", { "if-none-match": '"another"' })).statusCode).toBe(200);
  });

  it("come under a policy that runs no inline script or style, and asks no other origin", async () => {
    const { "content-security-policy": policy = "" } = (await ask("/")).headers;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|data:|\*/);
  });

  it("are all there are: another path is a 404 that says what to do", async () => {
    const missing = await ask("/assets/index-Old.js");
    expect(missing.statusCode).toBe(404);
    expect(missing.body).toContain("load / again");
    expect(missing.headers["cache-control"]).toBe("no-store");
  });
});
