import { tmpdir } from "node:os";
import type { ResourceGraph } from "@crisscross/local/graph/graph";
import { type ApiOptions, connect } from "../cloud/connect.ts";
import { deployedRegions, readGraph, root } from "../cloud/description.ts";
import { CommandError } from "../terminal/command-error.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import type { Shell } from "../terminal/shell.ts";
import { type Account, checkAccount } from "./account.ts";
import { type Check, failed, ok, unchecked } from "./check.ts";
import { checkClock, clockOf } from "./clock.ts";
import { checkDisk, checkListening, checkNode, checkPlatform } from "./machine.ts";
import { renderChecks } from "./report.ts";

export interface DoctorOptions extends ApiOptions {
  port?: number;
  color: boolean;
}

/** Checks what a local cloud, a deployment and an API need, and prints what to do. Answers 1 when a check failed, else 0. */
export async function doctor(shell: Shell, options: DoctorOptions, account?: Account): Promise<number> {
  const { stdout, env } = shell;
  const graph = await readGraph();
  const regions = deployedRegions(graph);
  const reserved = Math.max(
    0,
    ...graph.resources.map(({ inputs }) => Number(inputs.reservedConcurrentExecutions ?? 0)),
  );
  const aws = account ?? (await awsAccount(shell, homeOf(graph)));
  const data = options.data ?? env.CRISSCROSS_DATA ?? ".";
  const { checks, clock } = await checkAccount(aws, regions, reserved, Date.now);
  const all: Check[] = [
    checkNode(process.versions.node),
    await checkListening(options.port ?? 0),
    await checkDisk([data, tmpdir()]),
    await checkPlatform(root),
    ...checks,
    checkClock(clock ?? ((options.api && (await clockOf(options.api, shell.interrupted))) || undefined)),
    await checkApi(shell, options),
  ];
  const page = {
    paint: createPaint(wantsColour(stdout, env, options.color)),
    columns: stdout.isTTY ? (stdout.columns ?? 80) : 100,
  };
  stdout.write(options.json ? `${JSON.stringify({ checks: all })}\n` : renderChecks(all, page));
  return all.some(({ state }) => state === "failed") ? 1 : 0;
}

async function awsAccount({ interrupted }: Shell, home: string): Promise<Account> {
  const { createAwsAccount } = await import("./aws-account.ts");
  return createAwsAccount(home, interrupted);
}

/** Where the topic and the API are: the one region with an HTTP API. */
const homeOf = ({ resources }: ResourceGraph): string =>
  resources.find(({ type }) => type === "aws:apigatewayv2/api:Api")?.region ?? "us-east-1";

/** No job has this id: an API that takes the token says so. */
const noJob = "0".repeat(26);

async function checkApi(shell: Shell, options: DoctorOptions): Promise<Check> {
  const { api, data } = options;
  if (api === undefined && data === undefined)
    return unchecked("API", "none is named", "name one with --api and --token, or --data");
  const where = api ?? `the local cloud on ${data}`;
  try {
    await (await connect(shell, options)).job(noJob);
    return ok("API", `${where} answers, and takes the token`);
  } catch (error) {
    shell.interrupted.throwIfAborted();
    if (!(error instanceof CommandError)) throw error;
    if (/ answered 404/.test(error.message)) return ok("API", `${where} answers, and takes the token`);
    return failed("API", error.message, "see that it runs, and that address and token are its own");
  }
}
