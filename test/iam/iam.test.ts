import type { ResourceGraph } from "@crisscross/local/graph/graph";
import { findDenial } from "@crisscross/local/iam/authority";
import { collectRoles } from "@crisscross/local/iam/roles";
import { collectPartitionKeys, collectResourcePolicies } from "@crisscross/local/provision/provision";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFakeTimers, type FakeTimers } from "../local/schedule/fake-timers.ts";
import { readGraph } from "../support/graph.ts";
import { type System, startSystem } from "../support/system.ts";
import {
  allowedIn,
  deniedBy,
  type Mutation,
  withoutAction,
  withoutPartition,
  withoutResource,
} from "./mutation.ts";
import { far, near, useEverything } from "./scenario.ts";
import { tryDeployment, tryMutation } from "./try-mutation.ts";

let graph: ResourceGraph;
let system: System;
let timers: FakeTimers;
beforeAll(async () => {
  graph = await readGraph();
  timers = createFakeTimers(Date.now());
  system = await startSystem(graph, [near, far], { timers, alarmTickMs: 0 });
  await useEverything(system, timers);
}, 120_000);
afterAll(() => system.stop());

/**
 * The local cloud tells of every access a policy allowed, and allows nothing without asking; an access that a role would
 * be denied without something is therefore a call of the scenario that would have failed.
 */
describe("a permission", () => {
  it("that is taken from a role fails a call of the scenario, whichever it is", () => {
    const allowed = allowedIn(system.events);
    const unused = withoutAction(graph).filter((one) => deniedBy(graph, one, allowed).length === 0);
    expect(unused.map(({ name }) => name)).toEqual([]);
  });

  it("is for resources that the scenario uses, each of them", () => {
    const allowed = allowedIn(system.events);
    const unused = withoutResource(graph).filter((one) => deniedBy(graph, one, allowed).length === 0);
    expect(unused.map(({ name }) => name)).toEqual([]);
  });

  it("is for partitions that the scenario uses, each of them", () => {
    const allowed = allowedIn(system.events);
    const mutations = withoutPartition(graph);
    expect(mutations.map(({ name }) => name)).toEqual([
      "Api without dynamodb:UpdateItem on items of tokens",
      "Api without dynamodb:UpdateItem on items of spent",
    ]);
    expect(mutations.filter((one) => deniedBy(graph, one, allowed).length === 0)).toEqual([]);
  });

  it.each([
    ["plan", "sns:Publish"],
    ["consume", "dynamodb:PutItem"],
    ["outer", "lambda:InvokeFunction"],
    ["inner", "logs:PutLogEvents"],
  ])("of %s, %s, is really missed when it is taken away", async (verb, action) => {
    const message = await tryMutation(system, timers, graph, pick(verb, action));
    expect(message).toContain(`is not authorized to perform: ${action} on`);
  });

  it("that Lambda needs to poll a queue is asked for at deployment", async () => {
    const message = await tryDeployment(graph, pick("consume", "sqs:DeleteMessage"));
    expect(message).toContain(
      "The provided execution role does not have permissions to call DeleteMessage on SQS",
    );
  });
});

/** A function is called the same in every region; its role at home or in the first probe region is meant. */
function pick(verb: string, action: string): Mutation {
  const role = new RegExp(`^${verb}(SaEast1)? without ${action} `, "i");
  const found = withoutAction(graph).find(({ name }) => role.test(name));
  if (found === undefined) throw new Error(`the graph has no ${verb} that may ${action}`);
  return found;
}

/** What a role may do to items of the results table, by their partition keys. */
describe("a role's permission on the results table", () => {
  const may = (verb: string, action: string, partition: string): boolean => {
    const { resources } = graph;
    const role = resources.find(({ type, name }) => type === "aws:iam/role:Role" && name === `${verb}Role`);
    const table = resources.find(({ name }) => name === "ResultsTable");
    const authority = {
      roles: collectRoles(resources),
      resourcePolicies: collectResourcePolicies(resources),
      partitionKeys: collectPartitionKeys(resources),
    };
    const caller = { roleArn: role?.arn ?? "", functionArn: "", region: "", environmentId: "" };
    const access = {
      action: `dynamodb:${action}`,
      resource: table?.arn ?? "",
      itemKeys: { pk: partition, sk: "tokens" },
    };
    return findDenial(authority, caller, access) === undefined;
  };

  it.each([
    ["Authorize", "GetItem", "tokens", true],
    ["Authorize", "GetItem", "job#01", false],
    ["Authorize", "GetItem", "spent", false],
    ["Authorize", "UpdateItem", "tokens", false],
    ["Authorize", "PutItem", "tokens", false],
    ["Authorize", "Query", "tokens", false],
    ["Api", "UpdateItem", "tokens", true],
    ["Api", "UpdateItem", "spent", true],
    ["Api", "UpdateItem", "job#01", false],
    ["Api", "DeleteItem", "idempotency#p#k", true],
    ["Api", "DeleteItem", "tokens", false],
    ["Api", "DeleteItem", "job#01", false],
    ["Consume", "GetItem", "tokens", false],
  ])("%s: %s of an item of %s is %s", (verb, action, partition, allowed) => {
    expect(may(verb, action, partition)).toBe(allowed);
  });
});
