import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { parse } from "@crisscross/core/edge/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readUntil, runCommand, startCommand } from "../run-command.ts";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "crisscross-up-"));
});
afterAll(() => rm(dataDir, { recursive: true }));

describe("probe on a local cloud of its own", () => {
  it("prints one document in which every probe is accounted for, and nothing else", async () => {
    const argv = [
      "--origins",
      "ap-south-1,eu-west-2",
      "--targets",
      "us-west-1",
      "--samples",
      "2",
      "--seed",
      "31",
    ];
    const { exitCode, stdout, stderr } = await runCommand(["probe", "--json", "--no-data", ...argv]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const { job, matrix } = parse(MatrixDocument, JSON.parse(stdout), "stdout");
    expect(job).toMatchObject({ state: "complete", expected: 8, ok: 8, seed: 31, wan: "simulated" });
    expect(job.network).toBe(
      "connections cost round trips, idle ones close after 60 s, 3 addresses, one dead, lognormal jitter of 0.4 ms, seed 1",
    );
    expect(job.unkindness).toEqual(["freeze", "disorder"]);
    expect(matrix.map(({ origin, target, variant, n }) => [origin, target, variant, n])).toEqual([
      ["ap-south-1", "us-west-1", "bare", 2],
      ["ap-south-1", "us-west-1", "db-get", 2],
      ["eu-west-2", "us-west-1", "bare", 2],
      ["eu-west-2", "us-west-1", "db-get", 2],
    ]);
  });

  it("stops on Ctrl-C with the exit code shells expect, and keeps nothing where nothing is to be kept", async () => {
    const data = join(dataDir, "unused");
    const argv = ["probe", "--no-data", "--origins", "eu-west-2", "--samples", "100"];
    const { child, outcome } = startCommand(argv, { CRISSCROSS_DATA: data });
    await readUntil(child.stderr, "probing");
    child.kill("SIGINT");
    const { exitCode, stderr } = await outcome;
    expect(exitCode).toBe(130);
    expect(stderr).toContain("crisscross: stopped by SIGINT");
    expect(stderr).not.toContain("watch");
    expect(existsSync(data)).toBe(false);
  });
});

/** What an SDK client that is given the printed settings finds. */
async function listQueues(settings: Readonly<Record<string, string>>): Promise<string[]> {
  const { AWS_ENDPOINT_URL: endpoint = "", AWS_REGION: region = "" } = settings;
  const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = settings;
  const client = new SQSClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  client.destroy();
  return QueueUrls;
}

describe("up", () => {
  async function start(...argv: string[]) {
    const { child, outcome } = startCommand([
      "up",
      "--regions",
      "eu-west-2",
      "--no-wan",
      "--data",
      dataDir,
      ...argv,
    ]);
    const welcome = await readUntil(child.stdout, "AWS_SECRET_ACCESS_KEY=");
    const url = /^ {2}API +(\S+)$/m.exec(welcome)?.[1] ?? "";
    const token = /^ {2}token +(\S+)$/m.exec(welcome)?.[1] ?? "";
    const sdk = Object.fromEntries(
      [...welcome.matchAll(/(AWS_\w+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]),
    );
    const stop = (): typeof outcome => {
      child.kill("SIGINT");
      return outcome;
    };
    return { url, token, sdk, welcome, stop };
  }

  it("serves probe --api, stops on Ctrl-C, and finds its jobs and its token again", async () => {
    const first = await start();
    expect(first.welcome).toContain(`page     ${first.url}/#token=${first.token}`);
    expect(first.welcome).toContain("regions  eu-west-2 (London)");
    expect(first.token).toBe((await readFile(join(dataDir, "token"), "utf8")).trim());
    const probe = await runCommand(["probe", "--api", first.url, "--samples", "1", "--json"], {
      CRISSCROSS_TOKEN: first.token,
    });
    expect(probe.exitCode).toBe(0);
    const { job } = parse(MatrixDocument, JSON.parse(probe.stdout), "stdout");
    expect(job).toMatchObject({ state: "complete", expected: 2, ok: 2, wan: "none" });
    expect(job.unkindness).toBeUndefined();
    expect(first.welcome).toContain("also     nothing: kinder than AWS");
    const elsewhere = await runCommand(["probe", "--api", first.url, "--origins", "us-west-1"], {
      CRISSCROSS_TOKEN: first.token,
    });
    expect(elsewhere).toMatchObject({ exitCode: 2, stdout: "" });
    expect(elsewhere.stderr).toContain('--origins: "us-west-1" is not accepted; accepted: one of eu-west-2');
    const exported = await runCommand(["export", job.id, "--data", dataDir]);
    expect(exported.exitCode).toBe(0);
    expect(exported.stdout.trimEnd().split("\n")).toHaveLength(3);
    const explained = await runCommand(["explain", job.id, "eu-west-2.1", "--data", dataDir]);
    expect(explained.stdout).toContain("Where the waits went");
    expect(await listQueues(first.sdk)).toContainEqual(
      expect.stringContaining("crisscross-local-JobsDeadQueue"),
    );
    expect((await first.stop()).exitCode).toBe(0);
    const kept = await runCommand(["export", job.id, "--data", dataDir]);
    expect(kept).toMatchObject({ exitCode: 0, stdout: exported.stdout });
    expect((await runCommand(["alarms", "--data", dataDir])).stderr).toContain("no local cloud runs on");

    const second = await start();
    expect(second.token).toBe(first.token);
    expect(second.sdk.AWS_ACCESS_KEY_ID).toBe(first.sdk.AWS_ACCESS_KEY_ID);
    expect(second.sdk.AWS_SECRET_ACCESS_KEY).toBe(first.sdk.AWS_SECRET_ACCESS_KEY);
    const again = await fetch(`${second.url}/v1/jobs/${job.id}`, {
      headers: { authorization: `Bearer ${second.token}` },
    });
    expect(await again.json()).toMatchObject({ id: job.id, state: "complete" });
    expect((await second.stop()).exitCode).toBe(0);
  });

  it("says so when its port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { exitCode, stderr } = await runCommand(["up", "--regions", "eu-west-2", "--port", String(port)]);
    server.close();
    expect(exitCode).toBe(1);
    expect(stderr).not.toContain("provisioning");
    expect(stderr).toContain(`--port: ${port} is in use; pass another, or none for a free one`);
  });
});
