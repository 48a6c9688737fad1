import type { Resource } from "@crisscross/local/graph/graph";
import { readAuthorizer } from "@crisscross/local/http-api/provision";
import { expect, it } from "vitest";
import cases from "../../reports/data/api.json" with { type: "json" };

const read = (inputs: Resource["inputs"]) =>
  readAuthorizer({
    type: "aws:apigatewayv2/authorizer:Authorizer",
    name: "tokens",
    region: "us-east-1",
    id: "tokens",
    inputs,
  });

it("H43: an authorizer that caches without identity sources is refused", () => {
  expect(() => read(cases.H43.authorizer)).toThrow(
    "The authorizer tokens has authorizerResultTtlInSeconds = 300 and no identitySources",
  );
});

it("an authorizer with another source than a header is refused by name", () => {
  const source = "$request.querystring.a";
  expect(() => read({ identitySources: [source] })).toThrow(`The identity source ${source} is not supported`);
});

it.each([
  ["caches nothing and has no identity sources", { identitySources: [], authorizerResultTtlInSeconds: 0 }, 0],
  ["says nothing of caching", {}, 0],
  [
    "caches by its source",
    { identitySources: ["$request.header.A"], authorizerResultTtlInSeconds: 300 },
    300_000,
  ],
])("an authorizer that %s is taken", (_what, inputs, ttlMs) => {
  expect(read(inputs)).toMatchObject({ ttlMs });
});
