import { describe, expect, it } from "vitest";
import { findMissing, type Located } from "./orphans.ts";

const namespace = "Crisscross/local";
const origin = "sa-east-1";
const published: readonly Located[] = [
  { region: origin, namespace, name: "Probes", dimensions: { origin } },
  { region: "us-east-1", namespace, name: "CellFailed", dimensions: { origin, target: "us-west-1" } },
  { region: "us-east-1", namespace, name: "JobsStuck", dimensions: { origin: "us-east-1" } },
  { region: origin, namespace: "AWS/Lambda", name: "Errors", dimensions: { FunctionName: "inner" } },
  { region: origin, namespace: "AWS/SQS", name: "Sent", dimensions: { QueueName: "BlocksSaEast1Queue" } },
  {
    region: origin,
    namespace: "AWS/DynamoDB",
    name: "SystemErrors",
    dimensions: { TableName: "records", Operation: "GetItem" },
  },
];
const place = (index: number): Located =>
  published[index] ?? { region: "", namespace, name: "", dimensions: {} };

describe("a metric that is read", () => {
  it.each<[string, Located]>([
    ["as it is published", place(0)],
    ["in another probe region", { ...place(0), region: "eu-west-2", dimensions: { origin: "eu-west-2" } }],
    ["of other cells", { ...place(1), dimensions: { target: "eu-west-2", origin: "ap-south-1" } }],
    [
      "of another region's queue",
      { ...place(4), region: "us-west-1", dimensions: { QueueName: "BlocksUsWest1Queue" } },
    ],
    ["of another operation", { ...place(5), dimensions: { Operation: "PutItem", TableName: "records" } }],
  ])("%s is published", (_how, read) => {
    expect(findMissing([read], published)).toEqual([]);
  });

  it.each<[string, Located]>([
    ["under another name", { ...place(0), name: "Probse" }],
    ["in another namespace", { ...place(0), namespace: "Crisscross/dev" }],
    ["at home instead", { ...place(0), region: "us-east-1" }],
    ["in a probe region instead of at home", { ...place(1), region: origin }],
    ["without its dimensions", { ...place(0), dimensions: {} }],
    ["with one dimension more", { ...place(3), dimensions: { FunctionName: "inner", Resource: "inner" } }],
    ["of another region's origin", { ...place(0), dimensions: { origin: "eu-west-2" } }],
    ["of an origin that is no probe region", { ...place(2), dimensions: { origin: "eu-west-1" } }],
    ["of a function that is not there", { ...place(3), dimensions: { FunctionName: "gone" } }],
    ["of a queue of another region", { ...place(4), dimensions: { QueueName: "BlocksUsWest1Queue" } }],
  ])("%s is an orphan", (_how, read) => {
    expect(findMissing([read], published)).toEqual([read]);
  });
});
