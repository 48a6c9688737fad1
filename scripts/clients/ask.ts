import { createHash } from "node:crypto";
import { type CloudOptions, startCloud } from "@crisscross/local/cloud";
import { ensurePage } from "@crisscross/web/building/ensure-page";
import { cases } from "./cases.ts";
import { type Client, judge, type Place, type Verdict } from "./client.ts";
import type { Column } from "./render.ts";

/** Starts a local cloud of the home region, and has all clients ask it all cases, each one after another. */
export async function askAll(
  clients: readonly Client[],
  options: Pick<CloudOptions, "graph" | "root" | "bundlesDir">,
  onMiss: (label: string, name: string, text: string) => void = () => {},
): Promise<Column[]> {
  const { homeRegion } = options.graph;
  const secrets = { TokenHashes: createHash("sha256").update("nobody's").digest("hex") };
  await ensurePage();
  const cloud = await startCloud({ ...options, secrets, regions: [homeRegion], wan: false });
  try {
    const { endpoint, credentials } = cloud;
    const place: Place = { endpoint, credentials, region: homeRegion };
    const askOne = async ({ label, ask }: Client): Promise<Column> => {
      const verdicts: Verdict[] = [];
      for (const one of cases) {
        const outcome = await ask(place, one);
        const verdict = judge(one, outcome);
        if (verdict === "differs") onMiss(label, `${one.service} ${one.operation}`, JSON.stringify(outcome));
        verdicts.push(verdict);
      }
      return { label, verdicts };
    };
    return await Promise.all(clients.map(askOne));
  } finally {
    await cloud.stop();
  }
}
