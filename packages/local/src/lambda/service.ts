import type { Access, ToArn } from "../events/access.ts";
import { readQuestion } from "../service/described.ts";
import { failInRest, jsonShape } from "../service/failure.ts";
import { arnIn, type Description } from "../service/service.ts";
import type { ServiceRequest } from "../service/service-request.ts";
import { lambdaQuestions } from "./describe.ts";
import { parseFunctionName } from "./function-name.ts";
import { lambdaMetrics } from "./metrics.ts";
import type { LambdaSite } from "./open.ts";
import { type FunctionSite, functionKinds } from "./provision/function.ts";
import { readInvoke } from "./read-invoke.ts";

const shape = {
  ...jsonShape(403, 404),
  otherRegion: { code: "ResourceNotFoundException", status: 404, more: { Type: "User" } },
};

export const lambda = {
  name: "lambda",
  read: (call, place) =>
    call.method === "GET" ? readQuestion(lambdaQuestions, call) : readInvoke(call, place),
  names: {
    members: ["FunctionName", "Resource"],
    refuseRegion: ({ region }, place) =>
      `Functions from '${region}' are not reachable in this region ('${place.region}')`,
  },
  accessesOf: (request, accountId) => deriveLambda(request, arnIn(request, accountId)),
  fail: failInRest(shape),
  kinds: functionKinds,
  metrics: lambdaMetrics,
  open: async (site) => (await import("./open.ts")).openLambda(site),
} as const satisfies Description<LambdaSite & FunctionSite>;

function deriveLambda({ operation, input, region }: ServiceRequest, arn: ToArn): Access[] {
  if (operation.startsWith("List")) return [{ action: `lambda:${operation}`, resource: "*" }];
  const { FunctionName, Name = parseFunctionName(String(FunctionName), region) } = input;
  const action = operation === "Invoke" ? "lambda:InvokeFunction" : `lambda:${operation}`;
  // What is no function of this region runs nothing, whatever is asked about it.
  const resource = String(FunctionName).startsWith("arn:")
    ? String(FunctionName)
    : arn(`function:${FunctionName}`);
  return [{ action, resource: Name === undefined ? resource : arn(`function:${Name}`) }];
}
