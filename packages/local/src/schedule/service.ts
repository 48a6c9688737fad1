import type { Resource } from "../graph/graph.ts";
import { readBlock, readOptionalText, readText } from "../graph/inputs.ts";
import { answerOperations, type Backend } from "../service/backend.ts";
import {
  type Asked,
  inApiNames,
  notFound,
  pageOf,
  type Question,
  readQuestion,
} from "../service/described.ts";
import { failInRest, jsonShape } from "../service/failure.ts";
import { arnIn, type Description } from "../service/service.ts";
import { type ScheduleSite, scheduleKinds } from "./provision.ts";

const questions: Readonly<Record<string, Question>> = {
  ListSchedules: {
    path: "/schedules",
    query: ["ScheduleGroup", "NamePrefix", "State", "NextToken", "MaxResults"],
  },
  GetSchedule: { path: "/schedules/{Name}", query: ["groupName"] },
};

/** EventBridge Scheduler, as far as it tells of its schedules. */
export const scheduler = {
  name: "scheduler",
  read: (call) => readQuestion(questions, call),
  accessesOf: (request, accountId) => {
    const { operation, input } = request;
    const group = input.groupName ?? "default";
    const resource =
      operation === "GetSchedule" ? arnIn(request, accountId)(`schedule/${group}/${input.Name}`) : "*";
    return [{ action: `scheduler:${operation}`, resource }];
  },
  fail: failInRest(jsonShape(403, 404)),
  kinds: scheduleKinds,
  open: openScheduler,
} as const satisfies Description<ScheduleSite>;

interface Place {
  accountId: string;
  resources: readonly Resource[];
}

/** Answers from the resources as they are deployed. */
function openScheduler({ accountId, resources }: Place): Backend {
  const all = (region: string) =>
    resources
      .filter((one) => one.type === "aws:scheduler/schedule:Schedule" && one.region === region)
      .map((one) => printSchedule(one, accountId));
  return answerOperations<Asked>({
    ListSchedules({ ScheduleGroup, NamePrefix = "", State, NextToken, MaxResults }, { region }) {
      const schedules = all(region)
        .filter(
          ({ GroupName, Name, ...one }) =>
            (ScheduleGroup === undefined || GroupName === ScheduleGroup) &&
            Name.startsWith(NamePrefix) &&
            (State === undefined || one.State === State),
        )
        .map(({ Arn, GroupName, Name, State: state, Target }) => ({
          ...{ Arn, GroupName, Name, State: state },
          Target: { Arn: Target.Arn },
        }));
      const { page, next } = pageOf(schedules, { limit: MaxResults ?? "100", token: NextToken });
      return { Schedules: page, ...(next && { NextToken: next }) };
    },
    GetSchedule({ Name, groupName = "default" }, { region }) {
      const found = all(region).find((one) => one.Name === Name && one.GroupName === groupName);
      if (found === undefined) throw notFound(`Schedule ${Name} does not exist.`);
      return found;
    },
  });
}

function printSchedule(resource: Resource, accountId: string) {
  const Name = readText(resource, "name");
  const GroupName = readOptionalText(resource, "groupName") ?? "default";
  return {
    Arn: `arn:aws:scheduler:${resource.region}:${accountId}:schedule/${GroupName}/${Name}`,
    Name,
    GroupName,
    State: readOptionalText(resource, "state") ?? "ENABLED",
    ScheduleExpression: readText(resource, "scheduleExpression"),
    ScheduleExpressionTimezone: readOptionalText(resource, "scheduleExpressionTimezone") ?? "UTC",
    FlexibleTimeWindow: inApiNames(readBlock(resource, "flexibleTimeWindow")),
    Target: inApiNames(readBlock(resource, "target") ?? {}) as { Arn: string },
  };
}
