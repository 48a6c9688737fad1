import { readFileSync } from "node:fs";
import { parseGraph } from "@crisscross/local/graph/graph";
import { expect, it } from "vitest";
import { readingPart } from "../../../packages/cli/src/cloud/reading-part.ts";

const graph = parseGraph(
  JSON.parse(readFileSync(new URL("../../../stacks/resources.json", import.meta.url), "utf8")),
);
const part = readingPart(graph);
const namesOf = (type: string) =>
  part.resources.filter((one) => one.type === `aws:${type}`).map(({ name }) => name);

it("has what answers for stored jobs: two functions with their roles, and the table", () => {
  expect(namesOf("lambda/function:Function").sort()).toEqual(["ApiFunction", "AuthorizeFunction"]);
  expect(namesOf("iam/role:Role").sort()).toEqual(["ApiRole", "AuthorizeRole"]);
  expect(namesOf("dynamodb/table:Table")).toEqual(["ResultsTable"]);
});

it("reads, cancels and purges jobs, and takes none", () => {
  const keys = part.resources.flatMap(({ inputs }) =>
    typeof inputs.routeKey === "string" ? [inputs.routeKey] : [],
  );
  expect(keys).toContain("GET /v1/jobs/{id}/matrix");
  expect(keys).toContain("DELETE /v1/jobs/{id}");
  expect(keys.filter((key) => !/^(GET|DELETE) \/v1\/jobs/.test(key))).toEqual([]);
});

it("has nothing that goes on by itself, and nothing of another region", () => {
  const types = new Set(part.resources.map(({ type }) => type.split("/")[0]));
  expect([...types].sort()).toEqual(["aws:apigatewayv2", "aws:dynamodb", "aws:iam", "aws:lambda"]);
  expect(namesOf("lambda/eventSourceMapping:EventSourceMapping")).toEqual([]);
  const regions = part.resources
    .filter(({ type }) => !type.startsWith("aws:iam/"))
    .map(({ region }) => region);
  expect([...new Set(regions)]).toEqual([graph.homeRegion]);
});
