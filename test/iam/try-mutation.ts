import { PurgeQueueCommand } from "@aws-sdk/client-sqs";
import type { JobList } from "@crisscross/core/documents/job-view";
import type { ResourceGraph } from "@crisscross/local/graph/graph";
import { createClients } from "@crisscross/local/service/clients";
import type { FakeTimers } from "../local/schedule/fake-timers.ts";
import { type System, startSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import type { Mutation } from "./mutation.ts";
import { Denied, near, useEverything } from "./scenario.ts";

const types = { function: "aws:lambda/function:Function", queue: "aws:sqs/queue:Queue" };

/**
 * Takes a permission from a running system and uses everything. Says what was denied; undefined if the permission was
 * not missed. Gives the permission back.
 */
export async function tryMutation(
  system: System,
  timers: FakeTimers,
  graph: ResourceGraph,
  { role, action }: Mutation,
): Promise<string | undefined> {
  // Environments that run have their log stream already.
  const functions = graph.resources.filter(
    ({ type, inputs }) => type === types.function && inputs.role === role.arn,
  );
  const [original] = graph.resources.filter(({ arn }) => arn === role.arn);
  await system.cloud.deploy(role, ...functions);
  try {
    await useEverything(system, timers);
    return undefined;
  } catch (error) {
    if (!(error instanceof Denied)) throw error;
    const isMeant = error.action === action && error.principal.includes(`/${role.arn?.split("/").at(-1)}/`);
    if (!isMeant) throw error;
    return error.message;
  } finally {
    if (original !== undefined) await system.cloud.deploy(original, ...functions);
    await calmDown(system, graph);
  }
}

/** Drops what is left to do, so that it is not denied later, on another mutation's account. */
async function calmDown({ cloud, request }: System, graph: ResourceGraph): Promise<void> {
  // A job with gaps would go on for minutes.
  for (const state of ["queued", "running"]) {
    const { jobs } = (await (await request("GET", `/v1/jobs?state=${state}`)).json()) as JobList;
    for (const { id } of jobs) await request("DELETE", `/v1/jobs/${id}`);
  }
  const { clientsIn, close } = createClients(cloud.endpoint, cloud.credentials);
  const regions = new Set(cloud.lambda.environments().map(({ region }) => region));
  for (const { type, region, id } of graph.resources)
    if (type === types.queue && regions.has(region))
      await clientsIn(region).sqs.send(new PurgeQueueCommand({ QueueUrl: id }));
  close();
  const busy = () => cloud.lambda.environments().filter(({ state }) => state !== "idle");
  await until(
    () => busy().length === 0,
    () =>
      `these still run: ${busy()
        .map(({ functionName, state }) => `${functionName} ${state}`)
        .join(", ")}`,
  );
}

/** What a deployment says to a graph with the mutation; undefined if it says nothing. */
export async function tryDeployment(graph: ResourceGraph, { role }: Mutation): Promise<string | undefined> {
  const resources = graph.resources.map((one) => (one.arn === role.arn ? role : one));
  try {
    const system = await startSystem({ ...graph, resources }, [near], { alarmTickMs: 0 });
    await system.stop();
    return undefined;
  } catch (error) {
    return String(error);
  }
}
