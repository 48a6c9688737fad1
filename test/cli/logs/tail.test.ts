import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followEvents, type LogEvent, type LogSource } from "../../../packages/cli/src/logs/follow-events.ts";
import { renderLogLine } from "../../../packages/cli/src/render/log-line.ts";
import { createPaint } from "../../../packages/cli/src/terminal/paint.ts";
import { startCommand } from "../run-command.ts";

const eventOf = (id: string, atMs: number, region = "eu-west-2"): LogEvent => ({
  ...{ id, atMs, region, function: "consume" },
  message: '{"level":"INFO","message":"block.stored","timestamp":"x","job":"j1","probes":16}\n',
});

/** A source that has other lines at each look, and what it was asked for. */
function sourceOf(region: string, looks: readonly LogEvent[][]) {
  const asked: number[] = [];
  const source: LogSource = {
    ...{ region, function: "consume" },
    read: async (fromMs) => {
      asked.push(fromMs);
      return looks[asked.length - 1] ?? [];
    },
  };
  return { asked, source };
}

async function follow(sources: readonly LogSource[], looks: number): Promise<string[]> {
  const seen: string[] = [];
  let left = looks - 1;
  const pause = async () => {
    if (left-- === 0) throw new Error("seen enough");
  };
  const onEvent = ({ id }: LogEvent) => seen.push(id);
  await expect(followEvents({ sources, fromMs: 0, pause, onEvent })).rejects.toThrow("seen enough");
  return seen;
}

describe("following logs", () => {
  it("hands in the lines of all regions in the order of their time", async () => {
    const london = sourceOf("eu-west-2", [[eventOf("a", 10), eventOf("c", 30)]]);
    const tokyo = sourceOf("ap-northeast-1", [[eventOf("b", 20, "ap-northeast-1")]]);
    expect(await follow([london.source, tokyo.source], 1)).toEqual(["a", "b", "c"]);
  });

  it("hands in each line once, also one that comes later than younger ones", async () => {
    const at = 100_000;
    const london = sourceOf("eu-west-2", [
      [eventOf("a", at)],
      [eventOf("a", at), eventOf("late", at - 20_000), eventOf("b", at + 1_000)],
      [eventOf("b", at + 1_000)],
    ]);
    expect(await follow([london.source], 3)).toEqual(["a", "late", "b"]);
    expect(london.asked).toEqual([0, at - 30_000, at - 29_000]);
  });

  it("takes lines of two regions that have the same id for two", async () => {
    const london = sourceOf("eu-west-2", [[eventOf("1", 10)]]);
    const tokyo = sourceOf("ap-northeast-1", [[eventOf("1", 10, "ap-northeast-1")]]);
    expect(await follow([london.source, tokyo.source], 1)).toEqual(["1", "1"]);
  });

  it("looks once where it is not to follow", async () => {
    const london = sourceOf("eu-west-2", [[eventOf("a", 10)]]);
    await followEvents({ sources: [london.source], fromMs: 5, pause: undefined, onEvent: () => {} });
    expect(london.asked).toEqual([5]);
  });
});

describe("a line of a log", () => {
  const page = { paint: createPaint(false), all: false };
  const line = (message: string, all = false) =>
    renderLogLine({ ...eventOf("a", 0), message }, { ...page, all });

  it("says when, where, how grave, what, and its fields", () => {
    expect(renderLogLine(eventOf("a", 0), page)).toBe(
      "1970-01-01 00:00:00.000Z  consume eu-west-2  INFO block.stored job=j1 probes=16",
    );
  });

  it.each([
    ["REPORT RequestId: 1\tDuration: 2 ms\n"],
    ['{"_aws":{},"level":"INFO","message":"x"}'],
    ['{"type":"platform.start"}'],
    ["{ no JSON"],
  ])("of the platform, or a metric, is shown with --all alone: %j", (message) => {
    expect(line(message)).toBeUndefined();
    expect(line(message, true)).toContain("consume eu-west-2  ");
    expect(line(message, true)).not.toContain("\n");
  });

  it("moves no cursor, whoever wrote it", () => {
    const hostile = JSON.stringify({ level: "INFO", message: "\u001b[2J", job: "\u001b]0;x\u0007" });
    expect(line(hostile)).not.toContain("\u001b");
    expect(line("\u001b[2J", true)).not.toContain("\u001b");
  });
});

describe("logs tail, with AWS's SDK", () => {
  const bodies: { logGroupName: string; nextToken?: string }[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      const body = JSON.parse(text);
      bodies.push(body);
      const { id, atMs, message } = eventOf(body.nextToken ?? "first", Date.now());
      const page = {
        events: [{ eventId: id, timestamp: atMs, message }],
        ...(!body.nextToken && { nextToken: "second" }),
      };
      const isKnown = !body.logGroupName.includes("nowhere");
      response
        .writeHead(isKnown ? 200 : 400, { "content-type": "application/x-amz-json-1.1" })
        .end(
          JSON.stringify(isKnown ? page : { __type: "ResourceNotFoundException", message: "no such group" }),
        );
    });
  });
  let env: Record<string, string>;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    env = { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "s" };
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it("reads every page of a function's log in a region", async () => {
    const argv = ["logs", "tail", "consume", "--region", "eu-west-2", "--stage", "staging", "--no-follow"];
    const { exitCode, stdout, stderr } = await startCommand(argv, env).outcome;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout.match(/consume eu-west-2 {2}INFO block.stored job=j1/g)).toHaveLength(2);
    expect(bodies).toEqual([
      expect.objectContaining({ logGroupName: "/aws/lambda/crisscross-staging-consume" }),
      expect.objectContaining({ nextToken: "second" }),
    ]);
  });

  it("says which log it cannot read, and what to do", async () => {
    const argv = ["logs", "tail", "api", "--stage", "nowhere", "--no-follow"];
    const { exitCode, stderr } = await startCommand(argv, env).outcome;
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      "crisscross: /aws/lambda/crisscross-nowhere-api in us-east-1 cannot be read (no such group); name the stage with --stage, and a region that it has with --region\n",
    );
  });
});
