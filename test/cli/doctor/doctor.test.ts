import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Account } from "../../../packages/cli/src/doctor/account.ts";
import { doctor } from "../../../packages/cli/src/doctor/doctor.ts";
import { serve } from "../fake-api.ts";
import { createShell } from "../fake-shell.ts";
import { startCommand } from "../run-command.ts";

const account: Account = {
  identity: async () => ({ account: "1", arn: "arn:aws:iam::1:user/me", serverMs: Date.now() }),
  concurrency: async () => ({ limit: 1_000, unreserved: 1_000 }),
};

async function check(options: Partial<Parameters<typeof doctor>[1]> = {}, of: Account = account) {
  const shell = createShell();
  const exitCode = await doctor(shell, { color: false, ...options }, of);
  return { exitCode, text: shell.stdout.text };
}

describe("crisscross doctor", () => {
  it("says of each thing how it stands, and answers 0 where nothing failed", async () => {
    const { exitCode, text } = await check();
    expect(exitCode).toBe(0);
    for (const name of [
      "Node.js",
      "ports",
      "disk",
      "SST platform",
      "credentials",
      "regions",
      "Lambda",
      "clock",
    ])
      expect(text).toMatch(new RegExp(`^(ok|note) +${name}`, "m"));
    expect(text).toMatch(/^– +API +not checked: none is named$/m);
    expect(text).toContain("Nothing is wrong; 1 could not be checked.");
  });

  it("answers 1 and says what to do where something failed, also with --json", async () => {
    const small = { ...account, concurrency: async () => ({ limit: 10, unreserved: 10 }) };
    const { exitCode, text } = await check({}, small);
    expect(exitCode).toBe(1);
    expect(text).toMatch(/^FAILED +Lambda concurrency/m);
    expect(text.replaceAll(/\s+/g, " ")).toContain(
      "consume reserves 2, and AWS wants 100 left: ask for 1000",
    );
    const { checks } = JSON.parse((await check({ json: true }, small)).text);
    expect(checks).toContainEqual(expect.objectContaining({ name: "Lambda concurrency", state: "failed" }));
  });

  it.each([
    [404, "ok", "answers, and takes the token"],
    [401, "failed", "The token is not one it accepts"],
  ])("asks the API for a job that is none: %i is %s", async (status, state, words) => {
    const { url } = await serve([{ status, body: { detail: "no" } }]);
    const { text } = await check({ api: url, token: "t", json: true });
    const { checks } = JSON.parse(text);
    expect(checks.at(-1)).toMatchObject({ name: "API", state, found: expect.stringContaining(words) });
  });
});

/** As much of STS and Lambda as is asked of them. */
function answerAs(request: IncomingMessage, response: ServerResponse): void {
  if (request.url?.includes("account-settings"))
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(
        JSON.stringify({ AccountLimit: { ConcurrentExecutions: 50, UnreservedConcurrentExecutions: 50 } }),
      );
  else
    response
      .writeHead(200, { "content-type": "text/xml" })
      .end(
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/me</Arn><UserId>A</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
      );
}

describe("crisscross doctor as a process, with AWS's SDK", () => {
  const server = createServer(answerAs);
  let endpoint: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const none = {
    AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
    AWS_CONFIG_FILE: "/nowhere",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  const checksOf = async (env: Record<string, string>) => {
    const { exitCode, stdout } = await startCommand(["doctor", "--json"], {
      ...none,
      AWS_ENDPOINT_URL: endpoint,
      ...env,
    }).outcome;
    const { checks } = JSON.parse(stdout) as { checks: { name: string; state: string; found: string }[] };
    return { exitCode, of: (name: string) => checks.find((one) => one.name === name) };
  };

  it("finds who the credentials are, the limit of every region, and the time", async () => {
    const { exitCode, of } = await checksOf({ AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "s" });
    expect(exitCode).toBe(1);
    expect(of("credentials")?.found).toBe("account 123456789012, arn:aws:iam::123456789012:user/me");
    expect(of("regions")?.state).toBe("ok");
    expect(of("Lambda concurrency")?.found).toContain("eu-west-2 (London): 50 at once");
    expect(of("clock")?.state).toBe("ok");
  });

  it("does not check them without credentials", async () => {
    const { exitCode, of } = await checksOf({});
    expect(exitCode).toBe(0);
    expect(of("credentials")).toMatchObject({ state: "unchecked", found: "not checked: no credentials" });
    expect(of("Lambda concurrency")?.state).toBe("unchecked");
  });
});
