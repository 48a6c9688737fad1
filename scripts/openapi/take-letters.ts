import { PublishCommand } from "@aws-sdk/client-sns";
import { DeadLetterList, Drop, Redrive } from "@crisscross/core/documents/dead-letters";
import { type RouteName, routes } from "@crisscross/core/documents/routes";
import type { Cloud } from "@crisscross/local/cloud";
import { createClients } from "@crisscross/local/service/clients";
import * as v from "valibot";
import type { RouteExamples } from "./document.ts";

type Ask = (method: string, path: string, init?: RequestInit) => Promise<unknown>;

/** What nobody serves, so that it ends in Unroutable. */
const lost = { origin: { DataType: "String", StringValue: "eu-north-1" } };

/** Asks the routes of dead letters about one that is made for it. */
export async function takeLetters(cloud: Cloud, ask: Ask): Promise<RouteExamples> {
  const { clientsIn, close } = createClients(cloud.endpoint, cloud.credentials);
  const TopicArn = `arn:aws:sns:${cloud.homeRegion}:${cloud.accountId}:crisscross-local-ProbesTopic`;
  await clientsIn(cloud.homeRegion).sns.send(
    new PublishCommand({ TopicArn, Message: "{}", MessageAttributes: lost }),
  );
  close();
  const { method, path } = routes.RedriveDeadLetters;
  const list = await askUntil(
    async () => v.parse(DeadLetterList, await ask("GET", routes.ListDeadLetters.path)),
    ({ queues }) => queues.some(({ sample }) => sample.length > 0),
  );
  const request = { queue: "Unroutable" };
  const headers = { "content-type": "application/json" };
  const redrive = await askUntil(
    async () => v.parse(Redrive, await ask(method, path, { body: JSON.stringify(request), headers })),
    ({ redrives }) => redrives.some(({ kept }) => kept.length > 0),
  );
  const reason = "its region is no longer probed";
  const query = new URLSearchParams({ ...request, reason });
  const drop = await askUntil(
    async () => v.parse(Drop, await ask("DELETE", `${routes.DropDeadLetters.path}?${query}`)),
    ({ dropped }) => dropped > 0,
  );
  const found = list.queues.filter(({ count }) => count > 0);
  return {
    ListDeadLetters: { answer: { ...list, queues: found } },
    RedriveDeadLetters: { request, answer: redrive },
    DropDeadLetters: { answer: drop },
  } satisfies Partial<Record<RouteName, RouteExamples[string]>>;
}

/** A message that was looked at is hidden for a while. */
async function askUntil<T>(ask: () => Promise<T>, isMeant: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isMeant(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
