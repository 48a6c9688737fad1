import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { JobView } from "@crisscross/core/documents/job-view";
import { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { parse } from "@crisscross/core/edge/schema";
import type { CloudOptions } from "@crisscross/local/cloud";
import { chooseUnkindness } from "@crisscross/local/provision/unkindness";
import { type RecordedCloud, startRecorded } from "./cloud.ts";
import { until } from "./until.ts";

/** The whole system, running on a local cloud, with what tests do to it. */
export interface System extends RecordedCloud {
  /** What the API lets in. */
  token: string;
  request(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>;
  submit(spec: object): Promise<JobView>;
  job(id: string): Promise<JobView>;
  matrix(id: string): Promise<MatrixDocument>;
  /** The view of the job once `done` holds of it; fails after two minutes. */
  jobOnce(id: string, done: (view: JobView) => boolean): Promise<JobView>;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const token = "a-token-only-tests-know-0123456789";

export const isOver = ({ ledger }: JobView): boolean => ledger.pending === 0;

/** More than a queue of AWS's is likely to do, with a seed that is printed by being here: nothing may depend on order or count. */
const wildDisorder = { seed: 31, overtakes: 0.5, repeats: 0.2 };

/** Provisions a graph, for some regions only; as unkind as AWS, unless asked otherwise. */
export async function startSystem(
  graph: CloudOptions["graph"],
  regions: readonly string[],
  options: Omit<Partial<CloudOptions>, "onEvent"> = {},
): Promise<System> {
  const unkind = { freeze: process.platform !== "win32", disorder: wildDisorder, ...options };
  const { cloud, events } = await startRecorded({
    graph,
    root,
    regions,
    secrets: { TokenHashes: createHash("sha256").update(token).digest("hex") },
    variables: { PROBE_REGIONS: regions.join(",") },
    functionDefaults: {
      CRISSCROSS_WAN: options.wan === false ? "none" : "simulated",
      CRISSCROSS_UNKINDNESS: chooseUnkindness(unkind).unkindness.join(","),
    },
    ...unkind,
  });
  const json = async (response: Response): Promise<unknown> => {
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  const request: System["request"] = (method, path, body, headers) =>
    fetch(cloud.apiUrl + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const job: System["job"] = async (id) =>
    parse(JobView, await json(await request("GET", `/v1/jobs/${id}`)), "job");
  return {
    cloud,
    events,
    token,
    request,
    job,
    submit: async (spec) => parse(JobView, await json(await request("POST", "/v1/jobs", spec)), "job"),
    matrix: async (id) =>
      parse(MatrixDocument, await json(await request("GET", `/v1/jobs/${id}/matrix`)), "matrix"),
    jobOnce: (id, done) =>
      until(
        async () => {
          const view = await job(id);
          return done(view) && view;
        },
        () => `job ${id} never came to what the test waits for`,
        { everyMs: 250, limitMs: 120_000 },
      ),
    stop: () => cloud.stop(),
  };
}
