import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerProof, proofOf, proofPath } from "@crisscross/local/http-api/proof";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect } from "../../packages/cli/src/cloud/connect.ts";
import { openDataFolder, takeFolder } from "../../packages/cli/src/cloud/data-folder.ts";
import { run } from "../../packages/cli/src/run.ts";
import { createShell } from "../cli/fake-shell.ts";
import { viewOf } from "../cli/job-views.ts";
import { documentOf, everyCell } from "../cli/matrix-documents.ts";

let dataDir: string;
let servers: Server[];
beforeEach(async () => {
  servers = [];
  dataDir = await mkdtemp(join(tmpdir(), "crisscross-stranger-"));
  const folder = await openDataFolder(dataDir);
  await folder.release();
});
afterEach(async () => {
  for (const server of servers) await close(server);
  await rm(dataDir, { recursive: true });
});

interface Heard {
  url: string;
  headers: IncomingHttpHeaders;
}

/** Listens on a port, writes down all it is told, and answers as `answer` says. */
async function listen(
  answer: (heard: Heard, port: number) => { status?: number; headers?: Record<string, string>; body: string },
  port = 0,
): Promise<{ port: number; heard: Heard[]; server: Server }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const one = { url: request.url ?? "", headers: request.headers };
    heard.push(one);
    const { status = 200, headers = {}, body } = answer(one, (server.address() as AddressInfo).port);
    response.writeHead(status, { "content-length": String(body.length), ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  servers.push(server);
  return { port: (server.address() as AddressInfo).port, heard, server };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** As a cloud that was killed leaves it. */
const leaveAddress = (port: number) => writeFile(join(dataDir, "api"), `http://127.0.0.1:${port}\n`);
const read = async (file: string) => (await readFile(join(dataDir, file), "utf8")).trim();

async function expectNoToken(heard: readonly Heard[]): Promise<void> {
  const said = JSON.stringify(heard);
  expect(heard.length).toBeGreaterThan(0);
  for (const secret of ["token", "proof-key"]) expect(said).not.toContain(await read(secret));
  expect(said).not.toContain("authorization");
}

const strangers: [string, Parameters<typeof listen>[0]][] = [
  ["answers everything with 200", () => ({ body: "{}" })],
  ["answers as long as a proof is", () => ({ body: "0".repeat(64) })],
  ["asks for credentials", () => ({ status: 401, headers: { "www-authenticate": "Bearer" }, body: "" })],
  [
    "redirects to itself",
    (_, port) => ({ status: 307, headers: { location: `http://127.0.0.1:${port}/v1/jobs` }, body: "" }),
  ],
  [
    "hangs up in the middle of a proof",
    () => ({ headers: { "content-length": "64", connection: "close" }, body: "0" }),
  ],
  ["repeats the nonce", ({ url }) => ({ body: url.slice(proofPath.length) })],
];

describe.each(strangers)("a stranger on the old port that %s", (_, answer) => {
  it.each([["alarms"], ["dashboard"], ["deadletters"], ["token", "list"]])(
    "is told no token by %s",
    async (...command) => {
      const { port, heard } = await listen(answer);
      await leaveAddress(port);
      const shell = createShell();
      expect(await run([...command, "--data", dataDir], shell)).toBe(1);
      expect(shell.stderr.text).toMatch(
        /^crisscross: --data: no local cloud runs on .*; start it with npx crisscross up --data .*\n$/,
      );
      await expectNoToken(heard);
    },
  );

  it("is told none by a start on the folder, which forgets it", async () => {
    const { port, heard } = await listen(answer);
    await leaveAddress(port);
    const first = await openDataFolder(dataDir);
    await expect(read("api")).rejects.toThrow("ENOENT");
    await leaveAddress(port);
    await expect(openDataFolder(dataDir)).rejects.toThrow("and does not answer");
    await first.release();
    await expectNoToken(heard);
  });

  it("is told none by what looks at jobs, cancels or runs them, which takes the folder for itself", async () => {
    const { port, heard } = await listen(answer);
    await leaveAddress(port);
    const taken = await takeFolder(dataDir, async () => {});
    if (!("folder" in taken)) throw new Error("the stranger was taken for the folder's cloud");
    await taken.folder.release();
    await expectNoToken(heard);
  });
});

describe("the cloud of a folder", () => {
  const cloud = (key: string) => (one: Heard, port: number) => ({
    body: answerProof(key, one.url, port) ?? JSON.stringify(viewOf({ ok: 1, pending: 7 })),
  });

  it("is told the token once it has proven itself, on that connection", async () => {
    const { port, heard } = await listen(cloud(await read("proof-key")));
    await leaveAddress(port);
    const client = await connect(createShell(), { data: dataDir });
    expect(await client.job("j1")).toMatchObject({ id: "j1" });
    expect(heard.map(({ url }) => url.slice(0, proofPath.length))).toEqual([
      proofPath,
      proofPath,
      "/v1/jobs/j1",
    ]);
    expect(heard.at(-1)?.headers.authorization).toBe(`Bearer ${await read("token")}`);
  });

  it("is not taken for the stranger who gets its port after it was killed", async () => {
    const { port, server } = await listen(cloud(await read("proof-key")));
    await leaveAddress(port);
    const client = await connect(createShell(), { data: dataDir });
    await client.job("j1");
    await close(server);
    const { heard } = await listen(() => ({ body: "0".repeat(64) }), port);
    await expect(client.job("j1")).rejects.toThrow(
      `nothing answers at http://127.0.0.1:${port} (not the cloud of this folder). Its local cloud was stopped or killed: bring it up again with npx crisscross up --data ${dataDir}`,
    );
    await expectNoToken(heard);
  });

  it("may be killed under a probe: the same job goes on in the folder's next one", async () => {
    const key = await read("proof-key");
    const first = await listen(cloud(key));
    const next = await listen((one, port) => {
      const proof = answerProof(key, one.url, port);
      const ended = one.url.endsWith("/matrix") ? documentOf(everyCell, { id: "j1" }) : viewOf({ ok: 8 });
      return { body: proof ?? JSON.stringify(ended) };
    });
    await leaveAddress(first.port);
    first.server.on("request", ({ method }) => {
      if (method !== "GET" || first.heard.at(-1)?.url !== "/v1/jobs/j1") return;
      void leaveAddress(next.port).then(() => close(first.server));
    });
    const shell = createShell();
    expect(await run(["probe", "--data", dataDir], shell)).toBe(0);
    expect(shell.stderr.text).toContain(
      `crisscross: the local cloud of ${dataDir} has stopped; the job goes on in another\n`,
    );
    expect(first.heard.filter(({ url }) => url === "/v1/jobs")).toHaveLength(1);
    expect(next.heard.map(({ url }) => url)).not.toContain("/v1/jobs");
    expect(shell.stdout.text).toContain(`npx crisscross explain j1 --data ${dataDir}`);
  });

  it("cannot be made to answer for another port, nor to sign anything else", async () => {
    const key = await read("proof-key");
    const nonce = "a".repeat(64);
    expect(answerProof(key, `${proofPath}${nonce}`, 1)).toBe(proofOf(key, 1, nonce));
    expect(proofOf(key, 1, nonce)).not.toBe(proofOf(key, 2, nonce));
    for (const path of [
      proofPath,
      `${proofPath}${nonce}\n`,
      `${proofPath}${nonce.slice(1)}`,
      `/v1${proofPath}${nonce}`,
    ])
      expect(answerProof(key, path, 1)).toBeUndefined();
    expect(answerProof(undefined, `${proofPath}${nonce}`, 1)).toBeUndefined();
  });
});

describe("--api", () => {
  it("sends the token to no address that a redirect names", async () => {
    const other = await listen(() => ({ body: "{}" }));
    for (const status of [301, 302, 303, 307, 308]) {
      const headers = { location: `http://127.0.0.1:${other.port}/v1/jobs/j1` };
      const named = await listen(() => ({ status, headers, body: "" }));
      const shell = createShell({ CRISSCROSS_TOKEN: "t0ken" });
      expect(await run(["cancel", "j1", "--api", `http://127.0.0.1:${named.port}`], shell)).toBe(1);
      expect(shell.stderr.text).toContain(`answered ${status}. Redirects are not followed`);
    }
    expect(other.heard).toEqual([]);
  });
});
