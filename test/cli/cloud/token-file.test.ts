import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepCredentials, keepToken } from "../../../packages/cli/src/cloud/token-file.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crisscross-token-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the token of a data folder", () => {
  it("is made once, for its owner only, and found again", async () => {
    const dataDir = join(folder, "data");
    await mkdir(dataDir);
    const token = await keepToken(dataDir);
    expect(token).toMatch(/^[\w-]{32}$/);
    expect((await stat(join(dataDir, "token"))).mode & 0o777).toBe(0o600);
    expect(await keepToken(dataDir)).toBe(token);
  });

  it("is joined by an access key that is kept likewise", async () => {
    const dataDir = join(folder, "keys");
    await mkdir(dataDir);
    const credentials = await keepCredentials(dataDir);
    expect(credentials.accessKeyId).toMatch(/^AKIA[0-9A-F]{16}$/);
    expect((await stat(join(dataDir, "aws-credentials"))).mode & 0o777).toBe(0o600);
    expect(await keepCredentials(dataDir)).toEqual(credentials);
    await writeFile(join(dataDir, "aws-credentials"), "[default]\n");
    await expect(keepCredentials(dataDir)).rejects.toThrow("holds no access key; remove it");
  });

  it("is not taken from a file that holds something else", async () => {
    await writeFile(join(folder, "token"), "short\n");
    await expect(keepToken(folder)).rejects.toThrow("token holds no token; remove it");
  });

  it("is made anew where an earlier version left an empty file on a full disk", async () => {
    const dataDir = join(folder, "empty");
    await mkdir(dataDir);
    for (const file of ["token", "aws-credentials"]) await writeFile(join(dataDir, file), "");
    expect(await keepToken(dataDir)).toMatch(/^[\w-]{32}$/);
    expect((await keepCredentials(dataDir)).accessKeyId).toMatch(/^AKIA/);
  });

  it("is refused where the folder is a file", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await expect(keepToken(file)).rejects.toThrow("ENOTDIR");
  });
});
