import { readFileSync } from "node:fs";
import { afterAll, afterEach, expect } from "vitest";
import type { Documented } from "../functions/contract/documented.ts";

const committed = new URL("../../packages/functions/src/contract/openapi.json", import.meta.url);
const faults: string[] = [];
let document: Documented | undefined;

/** Files share a process, and each of them runs this: none holds what another one does already. */
const shared = globalThis as { bareFetch?: typeof fetch };
shared.bareFetch ??= globalThis.fetch;

/** For every test of a system: what the API answers through a gateway is what its OpenAPI document says. */
globalThis.fetch = holding(shared.bareFetch);
for (const after of [afterEach, afterAll]) after(() => expect(faults.splice(0)).toEqual([]));

function holding(send: typeof fetch): typeof fetch {
  return async (asked, init) => {
    const answer = await send(asked, init);
    if (answer.headers.has("apigw-requestid")) {
      const { url, method } = asked instanceof Request ? asked : { url: String(asked), method: init?.method };
      await check(method ?? "GET", new URL(url).pathname, answer.clone());
    }
    return answer;
  };
}

async function check(method: string, pathname: string, answer: Response): Promise<void> {
  const { checkDocumented, pathLike } = await import("../functions/contract/documented.ts");
  document ??= JSON.parse(readFileSync(committed, "utf8")) as Documented;
  const path = pathLike(document, pathname);
  if (path === undefined || document.paths[path]?.[method.toLowerCase()] === undefined) return;
  try {
    checkDocumented(document, path, method, answer, await answer.text());
  } catch (error) {
    faults.push(String(error));
  }
}
