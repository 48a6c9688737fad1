import type { Resource } from "@crisscross/local/graph/graph";
import { provisionApi } from "@crisscross/local/http-api/provision";
import { systemClock } from "@crisscross/local/time/clock";
import { expect, it } from "vitest";
import cases from "../../reports/data/api.json" with { type: "json" };

const part = (kind: string, name: string, inputs: Resource["inputs"]): Resource => ({
  type: `aws:apigatewayv2/${kind}`,
  name,
  region: "us-east-1",
  id: name,
  inputs: { apiId: "web", ...inputs },
});

function provision(inputs: Resource["inputs"]) {
  const api = part("api:Api", "web", {});
  const graph = [api, part("stage:Stage", "stage", {}), part("authorizer:Authorizer", "tokens", inputs)];
  const host = { invoke: () => Promise.reject(new Error("nothing is invoked")) };
  const site = { accountId: "000000000000", host, proofKey: undefined, emit: () => {} };
  return provisionApi(site, api, graph, 0, systemClock);
}

it("H43: an authorizer that caches without identity sources is refused", async () => {
  await expect(provision(cases.H43.authorizer)).rejects.toThrow(
    /tokens has authorizerResultTtlInSeconds = 300 and no identitySources/,
  );
});

it.each([
  ["caches nothing and has no identity sources", { identitySources: [], authorizerResultTtlInSeconds: 0 }],
  ["says nothing of caching", {}],
  ["caches by its source", { identitySources: ["$request.header.A"], authorizerResultTtlInSeconds: 300 }],
])("an authorizer that %s is taken", async (_what, inputs) => {
  await (await provision(inputs)).stop();
});
