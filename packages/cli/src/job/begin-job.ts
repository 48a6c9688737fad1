import { randomUUID } from "node:crypto";
import type { JobView } from "@crisscross/core/documents/job-view";
import type { ApiClient, JobRequest } from "../api/api-client.ts";
import { findJob } from "./find-job.ts";

/** Publishes a job, or finds one. Called again, after its cloud was lost, it answers with the same job. */
export type Begin = (client: ApiClient) => Promise<JobView>;

export function publishing(request: JobRequest): Begin {
  const key = randomUUID();
  return sameAgain((client) => client.publish(request, key));
}

/** `text` names a job as findJob has it. */
export const attaching = (text: string): Begin =>
  sameAgain(async (client) => client.job(await findJob(client, text)));

function sameAgain(begin: Begin): Begin {
  let id: string | undefined;
  return async (client) => {
    const first = id === undefined ? await begin(client) : await client.job(id);
    ({ id } = first);
    return first;
  };
}
