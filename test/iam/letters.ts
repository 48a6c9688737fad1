import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { DeadLetterList, Redrive } from "@crisscross/core/documents/dead-letters";
import { createClients } from "@crisscross/local/service/clients";
import * as v from "valibot";
import type { System } from "../support/system.ts";

const home = "us-east-1";

/** Of nobody's job: consume and plan refuse it, whoever sends it back. */
const blockOf = (origin: string): string =>
  JSON.stringify({
    ...{ v: 1, job: "nobody's", origin, index: 0, blocks: 1, seed: 1, deadlineMs: 1, publishedAtMs: 1 },
    probes: [{ seq: 0, target: origin, variant: "bare", intendedAtMs: 1 }],
    mac: "A".repeat(43),
  });

/**
 * Puts a dead letter into every queue there is with these probe regions, looks at all of them, and sends all of them back. `check`
 * is called after each answer, and `once` waits for what takes a few tries.
 */
export async function useLetters(
  system: System,
  regions: readonly string[],
  check: () => void,
  once: (what: string, look: () => Promise<boolean>) => Promise<unknown>,
): Promise<void> {
  const { cloud } = system;
  const { clientsIn, close } = createClients(cloud.endpoint, cloud.credentials);
  const send = async (region: string, name: string, MessageBody: string) => {
    const QueueUrl = `https://sqs.${region}.amazonaws.com/${cloud.accountId}/crisscross-local-${name}Queue`;
    await clientsIn(region).sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  };
  const suffixOf = (region: string) => region.replace(/(?:^|-)([a-z\d])/g, (_, first) => first.toUpperCase());
  await send(home, "JobsDead", "{}");
  for (const region of regions) {
    await send(region, `BlocksDead${suffixOf(region)}`, "{}");
    for (const name of ["Undelivered", "Unroutable"]) await send(home, name, blockOf(region));
  }
  close();
  const ask = async <T extends v.GenericSchema>(schema: T, method: string, path: string, body?: object) => {
    const response = await system.request(method, path, body);
    check();
    return v.parse(schema, await response.json());
  };
  await ask(DeadLetterList, "GET", "/v1/deadletters");
  for (const [queue, letters] of Object.entries({
    JobsDead: 1,
    BlocksDead: regions.length,
    Undelivered: regions.length,
    Unroutable: regions.length,
  })) {
    let moved = 0;
    await once(`${letters} letters of ${queue} sent back`, async () => {
      const { redrives } = await ask(Redrive, "POST", "/v1/deadletters/redrive", { queue });
      moved += redrives.reduce((sum, one) => sum + one.moved, 0);
      return moved >= letters;
    });
  }
}
