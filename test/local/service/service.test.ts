import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { services } from "@crisscross/local/provision/services";
import type { Reply } from "@crisscross/local/service/call";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession, readEnvironment, type Session } from "../fixtures/session.ts";
import { type RawAnswer, type RawRequest, type Signer, sendRaw, signRaw } from "../fixtures/sign.ts";
import { cases, graph } from "./service.contract.ts";

const home = "us-east-1";
const dataDir = mkdtempSync(join(tmpdir(), "crisscross-services-"));
let session: Session;
let signers: Record<"operator" | "mighty" | "powerless", Signer>;

async function signerOf(name: string): Promise<Signer> {
  const variables = await readEnvironment(session.cloud, name, home);
  return {
    accessKeyId: variables.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? "",
    sessionToken: variables.AWS_SESSION_TOKEN ?? "",
  };
}

async function open(): Promise<void> {
  session = await openSession({ graph, dataDir });
  signers = {
    operator: session.cloud.credentials,
    mighty: await signerOf("mighty"),
    powerless: await signerOf("powerless"),
  };
}

function ask(
  service: string,
  request: RawRequest,
  signer: keyof typeof signers = "operator",
  region = home,
): Promise<RawAnswer> {
  const { endpoint } = session.cloud;
  const headers = signRaw(endpoint, request, { service, region }, signers[signer]);
  return sendRaw(endpoint, { method: "POST", ...request, headers });
}

/** The code and the words of an error, by whichever protocol the service has. */
function readRefusal(answer: RawAnswer | Reply): { code: string; message: string } {
  const text = "text" in answer ? answer.text : Buffer.from(answer.body).toString();
  if (text.startsWith("<"))
    return {
      code: /<Code>(.+?)<.Code>/.exec(text)?.[1] ?? "",
      message: /<Message>(.+?)<.Message>/.exec(text)?.[1] ?? "",
    };
  const { __type, message = "" } = JSON.parse(text) as { __type?: string; message?: string };
  const type = String(__type ?? answer.headers["x-amzn-errortype"]);
  return { code: type.replace(/^.*#/, ""), message };
}

beforeAll(async () => {
  await open();
  for (const { name } of services) {
    const { write } = cases[name];
    if (write !== undefined) expect(await ask(name, write)).toMatchObject({ status: 200 });
  }
});
afterAll(async () => {
  await session.cloud.stop();
  rmSync(dataDir, { recursive: true });
});

describe.each(services)("the service $name", ({ name, fail }) => {
  const { read, kept, isForAll, unknownOperation, wrongValue, elsewhere, nothing } = cases[name];
  const [withUnknown, answered] = cases[name].unknownMember;

  it("answers the operator, and a role that may", async () => {
    for (const signer of ["operator", "mighty"] as const) {
      const answer = await ask(name, read, signer);
      expect(answer.status).toBe(200);
      expect(answer.text).toMatch(kept);
    }
  });

  it.each([
    ["an operation that it does not know", unknownOperation],
    ["a value that it does not take", wrongValue],
  ])("refuses %s by its own code, in words", async (_what, [request, code]) => {
    const answer = await ask(name, request);
    expect([400, 404]).toContain(answer.status);
    expect(readRefusal(answer)).toEqual({ code, message: expect.stringMatching(/\w+ \w+/) });
  });

  it(`answers a member that it does not know: ${answered}`, async () => {
    const answer = await ask(name, withUnknown);
    if (answered === "taken") return expect(answer).toMatchObject({ status: 200 });
    expect(answer.status).toBe(400);
    expect(readRefusal(answer)).toEqual({ code: answered, message: expect.stringMatching(/frob|colour/i) });
  });

  it("lets no role call an operation that it does not know", async () => {
    const [request, code] = unknownOperation;
    const answer = await ask(name, request, "powerless");
    expect([400, 403, 404]).toContain(answer.status);
    const denied = readRefusal(fail("accessDenied", "no"));
    expect([code, denied.code]).toContain(readRefusal(answer).code);
  });

  if (elsewhere !== undefined)
    it("refuses by its own code what another region asks of this one's", async () => {
      const [request, code] = elsewhere;
      const answer = await ask(name, request, "mighty", "eu-west-2");
      expect([400, 404]).toContain(answer.status);
      expect(readRefusal(answer)).toEqual({ code, message: expect.stringMatching(/\w+ \w+/) });
    });

  if (nothing !== undefined)
    it("has nothing of this region in another's list", async () => {
      expect(await ask(name, read, "mighty", "eu-west-2")).toMatchObject({ status: 200, text: nothing });
    });

  if (isForAll)
    it("answers a role that may do nothing, too", async () => {
      expect(await ask(name, read, "powerless")).toMatchObject({ status: 200 });
    });
});

describe.each(services.filter(({ name }) => !cases[name].isForAll))(
  "the service $name, which is not for all",
  ({ name, fail }) => {
    const { read, kept } = cases[name];

    it("denies what a role may not, in its own shape", async () => {
      const answer = await ask(name, read, "powerless");
      const own = fail("accessDenied", "");
      expect(answer.status).toBe(own.status);
      expect(answer.headers["content-type"]).toBe(own.headers["content-type"]);
      expect(answer.text).toMatch(/is not authorized to perform: \w+:\w+ on resource/);
      expect(answer.text).not.toMatch(kept);
    });
  },
);

describe("a cloud that is stopped while all of its services are busy", () => {
  const outcomes = new Map<string, PromiseSettledResult<RawAnswer>[]>();

  beforeAll(async () => {
    const asked = services.map(async ({ name }) => {
      const requests = Array.from({ length: 5 }, () => ask(name, cases[name].read));
      outcomes.set(name, await Promise.allSettled(requests));
    });
    await session.cloud.stop();
    await Promise.all(asked);
    await open();
  });

  it.each(services)("leaves no request to $name without an end", ({ name }) => {
    const settled = outcomes.get(name) ?? [];
    expect(settled).toHaveLength(5);
    for (const outcome of settled) {
      if (outcome.status === "fulfilled") expect(outcome.value.text).not.toBe("");
      else expect(String(outcome.reason)).toMatch(/socket hang up|ECONNRESET|ECONNREFUSED/);
    }
  });

  it.each(services)("finds what $name kept when it is started again", async ({ name }) => {
    const answer = await ask(name, cases[name].read);
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(cases[name].kept);
  });
});
