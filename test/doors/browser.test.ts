import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAttempts } from "./attempts.ts";
import { readContents, untilQuiet } from "./contents.ts";
import { canLook, listDoors, listFamily } from "./processes.ts";
import { type Running, startUp } from "./running.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const hasBrowser = existsSync(executablePath);
/** Where nobody looks at what was skipped, a browser that is missing is a failure. */
const isRequired = process.env.CI !== undefined;
if (!hasBrowser && !isRequired)
  console.warn(
    `No page of a real browser tries the ports: ${executablePath} is missing. Install it (on Debian: apt-get install chromium), or name another in CHROMIUM.`,
  );

/** Names that a page's owner makes lead to this machine. */
const names = ["evil.example", "rebound.example"];
const args = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync"],
  `--host-resolver-rules=${names.map((name) => `MAP ${name} 127.0.0.1`).join(",")}`,
];

/** What a page could read of an answer. */
interface Loot {
  how: string;
  status: number;
  text: string;
}
/** A page that page.js is in. */
interface Attacker {
  attack(aim: { port: number; host: string; requests: object[] }): Promise<Loot[]>;
}

/** Enough for who only looks at the form of a signature, as the tables did. */
const forge = (service: string) => ({
  "x-amz-date": "20261130T000000Z",
  authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261130/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

let up: Running;
let browser: Browser;
let page: Page;
let evil: Server;
/** A careless server, as the tables' was: by it is seen that the page's tries do reach and read what lets them. */
let careless: Server;
let touched: string[] = [];
let ports: number[];

const listen = async (server: Server): Promise<Server> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
};
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

describe.skipIf(!hasBrowser && !isRequired)("a page in a browser, of another origin", () => {
  beforeAll(async () => {
    if (!hasBrowser)
      throw new Error(`${executablePath} is missing; install chromium, or name it in CHROMIUM.`);
    evil = await listen(
      createServer((_, response) =>
        response.writeHead(200, { "content-type": "text/html" }).end("<body></body>"),
      ),
    );
    careless = await listen(
      createServer((request, response) => {
        touched.push(`${request.method} ${request.headers.host?.split(":")[0]}`);
        response.writeHead(200, {
          "access-control-allow-origin": "*",
          "access-control-allow-headers": String(request.headers["access-control-request-headers"] ?? ""),
          "access-control-allow-methods": "*",
        });
        response.end("careless");
      }),
    );
    up = await startUp();
    await untilQuiet(up);
    ports = canLook
      ? listDoors(listFamily(up.pid)).map((door) => Number(door.split(":").at(-1)))
      : [up.apiUrl, up.endpoint].map((url) => Number(new URL(url).port));
    browser = await chromium.launch({ executablePath, args });
    page = await browser.newPage();
    await page.addInitScript({ path: fileURLToPath(new URL("page.js", import.meta.url)) });
  });
  afterAll(async () => {
    await browser?.close();
    await up?.stop();
    for (const server of [evil, careless]) {
      server?.closeAllConnections();
      server?.close();
    }
  });

  const run = (port: number, host = "127.0.0.1"): Promise<Loot[]> => {
    const requests = listAttempts(up.job).map(({ what, service, request }) => ({
      what,
      ...request,
      headers: { ...(service === "execute-api" ? {} : forge(service)), ...request.headers },
    }));
    return page.evaluate((aim) => (globalThis as unknown as Attacker).attack(aim), { port, host, requests });
  };

  it("could read and write through a server that lets everybody", async () => {
    await page.goto(`http://evil.example:${portOf(evil)}/`);
    touched = [];
    const loot = await run(portOf(careless));
    expect(loot.filter(({ text }) => text.includes("careless")).length).toBeGreaterThan(10);
    expect(new Set(touched)).toEqual(
      new Set(["GET", "POST", "PUT", "DELETE", "OPTIONS"].map((method) => `${method} 127.0.0.1`)),
    );
  });

  it("reads and writes nothing through any port of up", async () => {
    await page.goto(`http://evil.example:${portOf(evil)}/`);
    const before = await readContents(up);
    for (const port of ports) expect(await run(port)).toEqual([]);
    expect(await readContents(up)).toEqual(before);
  });

  it("reads and writes nothing by a name that is made to lead here", async () => {
    const before = await readContents(up);
    for (const port of ports) {
      const answer = await page.goto(`http://rebound.example:${port}/health`);
      expect(answer?.status()).toBe(403);
      expect(await answer?.text()).toContain("is not this machine");
      const loot = await run(port, "rebound.example");
      expect(loot.length).toBeGreaterThan(10);
      expect(
        loot.filter(({ status, text }) => status !== 403 || !text.includes("is not this machine")),
      ).toEqual([]);
    }
    expect(await readContents(up)).toEqual(before);
  });

  it("shows the API's own page of reference, which asks nobody for anything", async () => {
    const reader = await browser.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    reader.on("request", (request) => asked.push(request.url()));
    reader.on("console", (message) => complaints.push(message.text()));
    reader.on("pageerror", (error) => complaints.push(error.message));
    const answer = await reader.goto(`${up.apiUrl}/docs`);
    expect(answer?.status()).toBe(200);
    await reader.getByRole("heading", { name: "POST /v1/jobs" }).click();
    await reader.locator("details summary").first().click();
    // What is folded opens without a script, and the style is the page's own, which its policy lets in.
    expect(await reader.locator("details").first().getAttribute("open")).toBe("");
    const edge = "getComputedStyle(document.documentElement).getPropertyValue('--edge')";
    expect(await reader.evaluate(edge)).toBe("#8886");
    expect(asked.filter((url) => url !== `${up.apiUrl}/docs`)).toEqual([]);
    expect(complaints).toEqual([]);
    await reader.close();
  });
});
