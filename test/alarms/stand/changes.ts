import type { Cloud } from "@crisscross/local/cloud";
import type { Resource, ResourceGraph } from "@crisscross/local/graph/graph";
import { alarmPrefix, home, prefix, types } from "../places.ts";

/** What of a function a condition may change. */
export interface FunctionChange {
  /** A module in its place, by its name in test/alarms/fixtures. */
  module?: string;
  /** Its alarm on durations changes with it, as stacks/ would have it. */
  timeoutSeconds?: number;
  reservedConcurrency?: number;
  systemLogLevel?: "WARN";
}

/** What is deployed otherwise than described, for a while. */
export interface Changes {
  change(verb: string, region: string, change: FunctionChange): Promise<void>;
  /** Takes the statements with this action out of a function's role, or lets it do more. */
  deny(verb: string, region: string, action: string): Promise<void>;
  permit(verb: string, region: string, action: string, resource: string): Promise<void>;
  /** Forbids a schedule, such as "Reconcile", to call its function. */
  forbid(schedule: string): Promise<void>;
}

interface Statement {
  Effect: string;
  Action: string[];
  Resource: string[];
}

export function createChanges(graph: ResourceGraph, cloud: Cloud): Changes & { takeBack(): Promise<void> } {
  const changed = new Set<Resource>();

  const deploy = async (original: Resource, change: Partial<Resource>): Promise<void> => {
    changed.add(original);
    await cloud.deploy({ ...original, ...change });
  };

  const find = (type: string, region: string, name: string): Resource => {
    const isMeant = (one: Resource) => one.type === type && one.region === region && one.inputs.name === name;
    const found = graph.resources.find(isMeant);
    if (found === undefined) throw new Error(`the graph has no ${type} ${name} in ${region}`);
    return found;
  };

  const roleOf = (verb: string, region: string) =>
    String(find(types.function, region, prefix + verb).inputs.role);

  const changeRole = async (role: string, edit: (statements: Statement[]) => Statement[]): Promise<void> => {
    const original = graph.resources.find(({ type, arn }) => type === types.role && arn === role);
    if (original === undefined) throw new Error(`the graph has no role ${role}`);
    const policies = original.inputs.inlinePolicies as { policy: string }[];
    const inlinePolicies = policies.map((one) => {
      const document = JSON.parse(one.policy) as { Statement: Statement[] };
      return { ...one, policy: JSON.stringify({ ...document, Statement: edit(document.Statement) }) };
    });
    await deploy(original, { inputs: { ...original.inputs, inlinePolicies } });
  };

  return {
    async change(verb, region, change) {
      const fn = find(types.function, region, prefix + verb);
      await deploy(fn, changeFunction(fn, change));
      // The twins of measured functions have no alarms.
      if (change.timeoutSeconds === undefined || fn.inputs.tenancyConfig !== undefined) return;
      const alarm = find(types.metricAlarm, region, `${alarmPrefix}${verb}-duration`);
      await deploy(alarm, { inputs: { ...alarm.inputs, threshold: change.timeoutSeconds * 900 } });
    },
    deny: (verb, region, action) =>
      changeRole(roleOf(verb, region), (statements) =>
        statements.filter(({ Action }) => !Action.includes(action)),
      ),
    permit: (verb, region, action, resource) =>
      changeRole(roleOf(verb, region), (statements) => [
        ...statements,
        { Effect: "Allow", Action: [action], Resource: [resource] },
      ]),
    async forbid(schedule) {
      const { target } = find(types.schedule, home, `${prefix}${schedule}ScheduleSchedule`).inputs;
      await changeRole((target as { roleArn: string }).roleArn, (statements) =>
        statements.map((statement) => ({ ...statement, Effect: "Deny" })),
      );
    },
    async takeBack() {
      await cloud.deploy(...changed);
      changed.clear();
    },
  };
}

function changeFunction(fn: Resource, change: FunctionChange): Partial<Resource> {
  const { module, timeoutSeconds, reservedConcurrency, systemLogLevel } = change;
  const inputs = {
    ...fn.inputs,
    ...(timeoutSeconds !== undefined && { timeout: timeoutSeconds }),
    ...(reservedConcurrency !== undefined && { reservedConcurrentExecutions: reservedConcurrency }),
    ...(systemLogLevel && { loggingConfig: { ...Object(fn.inputs.loggingConfig), systemLogLevel } }),
  };
  if (module === undefined || fn.bundle === undefined) return { inputs };
  return { inputs, bundle: { ...fn.bundle, handler: `test/alarms/fixtures/${module}.handler` } };
}
