import { randomUUID } from "node:crypto";
import type { Access, ToArn } from "../events/access.ts";
import { type Fail, failWith, jsonShape } from "../service/failure.ts";
import { arnIn, type Description } from "../service/service.ts";
import type { ServiceRequest } from "../service/service-request.ts";
import type { LambdaSite } from "./open.ts";
import { type FunctionSite, functionKinds } from "./provision/function.ts";
import { readInvoke } from "./read-invoke.ts";

export const lambda = {
  name: "lambda",
  read: readInvoke,
  accessesOf: (request, accountId) => deriveLambda(request, arnIn(request, accountId)),
  fail: (kind, message) => failInRest(kind, message),
  kinds: functionKinds,
  open: async (site) => (await import("./open.ts")).openLambda(site),
} as const satisfies Description<LambdaSite & FunctionSite>;

function deriveLambda({ input }: ServiceRequest, arn: ToArn): Access[] {
  const { Name, FunctionName } = input;
  // What is no function of this region runs nothing, whatever is asked about it.
  const resource = String(FunctionName).startsWith("arn:")
    ? String(FunctionName)
    : arn(`function:${FunctionName}`);
  return [
    { action: "lambda:InvokeFunction", resource: Name === undefined ? resource : arn(`function:${Name}`) },
  ];
}

const shape = {
  ...jsonShape(403, 404),
  otherRegion: { code: "ResourceNotFoundException", status: 404 },
};

const failInRest: Fail = (kind, message) => {
  const { code, status } = shape[kind];
  const headers = {
    "content-type": "application/json",
    "x-amzn-errortype": code,
    "x-amzn-requestid": randomUUID(),
  };
  return failWith(status, headers, JSON.stringify({ Message: message }));
};
