import type { Access } from "@crisscross/local/events/access";
import type { CloudEvent } from "@crisscross/local/events/event";
import type { Resource, ResourceGraph } from "@crisscross/local/graph/graph";
import { findDenial } from "@crisscross/local/iam/authority";
import { collectRoles } from "@crisscross/local/iam/roles";
import { collectPartitionKeys, collectResourcePolicies } from "@crisscross/local/provision/provision";
import { far, near } from "./scenario.ts";

/** A role of the graph that lacks one thing. */
export interface Mutation {
  /** "ConsumeSaEast1 without sqs:ReceiveMessage on arn:aws:sqs:…" */
  name: string;
  role: Resource;
  /** What was taken away, or was taken away for one resource. */
  action: string;
}

interface Statement {
  Action: string[];
  Resource: string[];
  Condition?: Record<string, Record<string, string[]>>;
}

const roleType = "aws:iam/role:Role";

/** Every role at home and in the probe region that stands for the others, without one action of one statement. */
export const withoutAction = (graph: ResourceGraph): Mutation[] =>
  mutate(graph, ({ Action, Resource }) =>
    Action.map((action) => {
      const rest = Action.filter((other) => other !== action);
      const statement = rest.length > 0 ? { Action: rest, Resource } : undefined;
      const [only = ""] = Resource;
      return { action, resource: Resource.length === 1 ? only : `${Resource.length} resources`, statement };
    }),
  );

/** As withoutAction, without one resource of one statement instead; of those in regions the scenario has. */
export const withoutResource = (graph: ResourceGraph): Mutation[] =>
  mutate(graph, ({ Action, Resource }) =>
    Resource.filter(isInScenario(graph)).map((resource) => {
      const rest = Resource.filter((other) => other !== resource);
      const statement = rest.length > 0 ? { Action, Resource: rest } : undefined;
      return { action: Action.join(" "), resource, statement };
    }),
  );

const leadingKeys = "dynamodb:LeadingKeys";

/** As withoutAction, without one of several partition keys of one statement instead. */
export const withoutPartition = (graph: ResourceGraph): Mutation[] =>
  mutate(graph, ({ Action, Resource, Condition = {} }) =>
    Object.entries(Condition).flatMap(([operator, { [leadingKeys]: keys = [] }]) =>
      (keys.length > 1 ? keys : []).map((key) => {
        const rest = keys.filter((other) => other !== key);
        const statement = { Action, Resource, Condition: { [operator]: { [leadingKeys]: rest } } };
        return { action: Action.join(" "), resource: `items of ${key}`, statement };
      }),
    ),
  );

interface Removal {
  action: string;
  resource: string;
  /** What is left of the statement; undefined if that allows nothing. */
  statement: Statement | undefined;
}

function mutate(graph: ResourceGraph, removalsOf: (statement: Statement) => Removal[]): Mutation[] {
  const roles = graph.resources.filter(
    ({ type, region }) => type === roleType && (region === graph.homeRegion || region === near),
  );
  return roles.flatMap((role) => {
    const policies = role.inputs.inlinePolicies as { policy: string }[];
    return policies.flatMap((policy, place) => {
      const document = JSON.parse(policy.policy) as { Statement: Statement[] };
      return document.Statement.flatMap((original, index) =>
        removalsOf(original).map(({ action, resource, statement }): Mutation => {
          const left = statement === undefined ? [] : [{ ...original, ...statement }];
          const changed = { ...document, Statement: document.Statement.toSpliced(index, 1, ...left) };
          const inlinePolicies = policies.with(place, { ...policy, policy: JSON.stringify(changed) });
          const inputs = { ...role.inputs, inlinePolicies };
          const name = `${role.name.replace(/Role$/, "")} without ${action} on ${resource}`;
          return { name, role: { ...role, inputs }, action };
        }),
      );
    });
  });
}

const isInScenario = (graph: ResourceGraph) => (resource: string) => {
  const region = resource.split(":")[3] ?? "";
  return ["", graph.homeRegion, near, far].includes(region);
};

/** The accesses that policies allowed, by the ARN of the role. */
export function allowedIn(events: readonly CloudEvent[]): Map<string, Access[]> {
  const allowed = events.flatMap((event) => (event.kind === "allowed" ? [event] : []));
  const byRole = Map.groupBy(allowed, ({ roleArn }) => roleArn);
  return new Map([...byRole].map(([roleArn, records]) => [roleArn, records.map(({ access }) => access)]));
}

/** Those of the recorded accesses that the role would be denied. */
export function deniedBy(graph: ResourceGraph, mutation: Mutation, allowed: Map<string, Access[]>): Access[] {
  const roleArn = mutation.role.arn ?? "";
  const resources = graph.resources.map((one) => (one.arn === roleArn ? mutation.role : one));
  const authority = {
    roles: collectRoles(resources),
    resourcePolicies: collectResourcePolicies(resources),
    partitionKeys: collectPartitionKeys(resources),
  };
  const caller = { roleArn, functionArn: "", region: "", environmentId: "" };
  return (allowed.get(roleArn) ?? []).filter((access) => findDenial(authority, caller, access) !== undefined);
}
