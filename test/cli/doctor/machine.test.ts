import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkClock, clockOf } from "../../../packages/cli/src/doctor/clock.ts";
import {
  checkDisk,
  checkListening,
  checkNode,
  checkPlatform,
} from "../../../packages/cli/src/doctor/machine.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crisscross-doctor-"));
});
afterAll(() => rm(folder, { recursive: true }));

it.each([
  ["24.1.0", "ok"],
  ["22.18.0", "ok"],
  ["22.17.9", "failed"],
  ["20.19.0", "failed"],
])("Node.js %s is %s", (version, state) => {
  expect(checkNode(version).state).toBe(state);
});

it("a port that something listens on is in use, and one that nothing does can be had", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const taken = await checkListening(port);
  expect(taken).toMatchObject({ state: "failed", found: expect.stringContaining(`${port} is in use`) });
  expect(taken.todo).toContain("--port");
  await new Promise((resolve) => server.close(resolve));
  expect((await checkListening(0)).state).toBe("ok");
});

it("a disk with less room than a local cloud may need fails, whichever of the folders is on it", async () => {
  const missing = join(folder, "not", "there");
  const free = (path: string) => Promise.resolve(path === folder ? 12.5 : 5_000);
  expect(await checkDisk([tmpdir(), missing], free)).toMatchObject({
    state: "failed",
    found: `${folder} has 12 MB free; a local cloud may need 200`,
  });
  expect((await checkDisk([tmpdir()], free)).state).toBe("ok");
  expect((await checkDisk([missing])).found).toMatch(/GB free in /);
});

it("SST's platform is there, of another version, or not there, which only deploying needs", async () => {
  const write = async (path: string, text: string) => {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  expect(await checkPlatform(folder)).toMatchObject({
    state: "note",
    found: expect.stringContaining("not there"),
  });
  await write("node_modules/sst/package.json", '{"version":"4.17.1"}');
  await write(".sst/platform/version", "4.0.0\n");
  expect(await checkPlatform(folder)).toMatchObject({ state: "note", found: "4.0.0, and 4.17.1 is pinned" });
  await write(".sst/platform/version", "4.17.1\n");
  expect(await checkPlatform(folder)).toMatchObject({ state: "ok", found: "4.17.1" });
});

it.each([
  [undefined, "unchecked", "not checked"],
  [1_500, "ok", "as the server's"],
  [-20_000, "ok", "20 s behind"],
  [301_000, "failed", "301 s ahead of"],
] as const)("a clock that is %s ms off is %s", (skewMs, state, words) => {
  const check = checkClock(
    skewMs === undefined ? undefined : { serverMs: 1_000_000, ownMs: 1_000_000 + skewMs },
  );
  expect(check).toMatchObject({ state, found: expect.stringContaining(words) });
});

it("a server's clock is read from whatever it answers, and none is where nothing answers", async () => {
  const date = "Tue, 01 Dec 2026 05:00:00 GMT";
  const server = createServer((_, response) => response.writeHead(401, { date }).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { signal } = new AbortController();
  expect((await clockOf(url, signal))?.serverMs).toBe(Date.parse(date));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await clockOf(url, signal)).toBeUndefined();
});
