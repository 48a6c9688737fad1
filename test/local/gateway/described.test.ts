import { ApiGatewayV2Client, GetApisCommand } from "@aws-sdk/client-apigatewayv2";
import {
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
} from "@aws-sdk/client-lambda";
import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  bareApi,
  buildGraph,
  functionArn,
  idleSchedule,
  lambda,
  mapping,
  pollGrant,
  queue,
  queueArn,
  roleArn,
} from "../fixtures/graph.ts";
import { openSession, readEnvironment, type Session } from "../fixtures/session.ts";

const region = "us-east-1";
const variables = { COLOUR: "blue" };
const graph = buildGraph(
  queue("jobs", { visibilityTimeoutSeconds: 30 }),
  queue("more"),
  mapping("jobs", "worker", { batchSize: 2, scalingConfig: { maximumConcurrency: 3 } }),
  mapping("more", "worker"),
  lambda("worker", {
    handler: "worker.handler",
    grants: [pollGrant("jobs"), pollGrant("more")],
    inputs: { environment: { variables }, reservedConcurrentExecutions: 4, memorySize: 512 },
  }),
  lambda("reader", {
    handler: "relay.handler",
    grants: [{ actions: ["lambda:GetFunction"], resources: [functionArn("worker")] }],
  }),
  lambda("abroad", { handler: "relay.handler", region: "eu-west-2" }),
  idleSchedule("hourly", "worker"),
  bareApi("web"),
);

let session: Session;
type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
function clientsOf(credentials: Credentials) {
  const settings = { region, endpoint: session.cloud.endpoint, credentials };
  return {
    lambda: new LambdaClient(settings),
    scheduler: new SchedulerClient(settings),
    apigateway: new ApiGatewayV2Client(settings),
    sts: new STSClient(settings),
  };
}
let operator: ReturnType<typeof clientsOf>;
let reader: ReturnType<typeof clientsOf>;

beforeAll(async () => {
  session = await openSession({ graph });
  operator = clientsOf(session.cloud.credentials);
  const environment = await readEnvironment(session.cloud, "reader", region);
  reader = clientsOf({
    accessKeyId: environment.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? "",
    sessionToken: environment.AWS_SESSION_TOKEN ?? "",
  });
});
afterAll(async () => {
  for (const clients of [operator, reader]) for (const client of Object.values(clients)) client.destroy();
  await session.cloud.stop();
});

const configuration = {
  FunctionName: "worker",
  FunctionArn: functionArn("worker"),
  Role: roleArn("worker-us-east-1"),
  Runtime: "nodejs24.x",
  MemorySize: 512,
  Timeout: 10,
  Environment: { Variables: variables },
  Version: "$LATEST",
  State: "Active",
};

describe("Lambda tells of the functions of the graph", () => {
  it("lists those of the region, page by page", async () => {
    const { Functions, NextMarker } = await operator.lambda.send(new ListFunctionsCommand({}));
    expect(Functions?.map(({ FunctionName }) => FunctionName)).toEqual(["worker", "reader"]);
    expect(Functions?.[0]).toMatchObject(configuration);
    expect(NextMarker).toBeUndefined();
    const first = await operator.lambda.send(new ListFunctionsCommand({ MaxItems: 1 }));
    expect(first.Functions).toHaveLength(1);
    const second = await operator.lambda.send(
      new ListFunctionsCommand({ MaxItems: 1, Marker: first.NextMarker }),
    );
    expect(second.Functions?.map(({ FunctionName }) => FunctionName)).toEqual(["reader"]);
    expect(second.NextMarker).toBeUndefined();
  });

  it.each(["worker", functionArn("worker"), "worker:$LATEST"])("describes %s", async (FunctionName) => {
    const found = await operator.lambda.send(new GetFunctionCommand({ FunctionName }));
    expect(found).toMatchObject({
      Configuration: configuration,
      Concurrency: { ReservedConcurrentExecutions: 4 },
    });
    expect(await operator.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))).toMatchObject(
      configuration,
    );
  });

  it.each(["nobody", functionArn("abroad", "eu-west-2"), "worker:1"])(
    "knows no function %s in the region",
    async (FunctionName) => {
      const asked = operator.lambda.send(new GetFunctionCommand({ FunctionName }));
      await expect(asked).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    },
  );

  it("lists mappings, of one queue or one function where that is asked", async () => {
    const list = async (input: object) =>
      (await operator.lambda.send(new ListEventSourceMappingsCommand(input))).EventSourceMappings ?? [];
    expect(await list({})).toHaveLength(2);
    expect(await list({ FunctionName: "reader" })).toEqual([]);
    expect(await list({ FunctionName: "worker", EventSourceArn: queueArn("jobs") })).toEqual([
      {
        UUID: "jobs-worker",
        EventSourceArn: queueArn("jobs"),
        FunctionArn: functionArn("worker"),
        BatchSize: 2,
        MaximumBatchingWindowInSeconds: 0,
        FunctionResponseTypes: [],
        ScalingConfig: { MaximumConcurrency: 3 },
        State: "Enabled",
      },
    ]);
  });

  it("says what changed when a function is deployed again", async () => {
    const before = graph.resources.find(({ arn }) => arn === functionArn("worker"));
    if (before === undefined) throw new Error("The fixture has no worker.");
    await session.cloud.deploy({ ...before, inputs: { ...before.inputs, memorySize: 1024 } });
    const asked = new GetFunctionConfigurationCommand({ FunctionName: "worker" });
    expect(await operator.lambda.send(asked)).toMatchObject({ MemorySize: 1024 });
  });
});

describe("schedules and APIs", () => {
  const target = { Arn: functionArn("worker"), RoleArn: roleArn("hourlySchedule"), Input: "{}" };
  const Arn = "arn:aws:scheduler:us-east-1:000000000000:schedule/default/hourly";

  it("are listed and described", async () => {
    const { Schedules } = await operator.scheduler.send(new ListSchedulesCommand({}));
    expect(Schedules).toEqual([
      { Arn, GroupName: "default", Name: "hourly", State: "DISABLED", Target: { Arn: target.Arn } },
    ]);
    const none = await operator.scheduler.send(new ListSchedulesCommand({ NamePrefix: "daily" }));
    expect(none.Schedules).toEqual([]);
    expect(await operator.scheduler.send(new GetScheduleCommand({ Name: "hourly" }))).toMatchObject({
      ...{ Arn, ScheduleExpression: "rate(1 hour)", State: "DISABLED" },
      ...{ FlexibleTimeWindow: { Mode: "OFF" }, Target: target },
    });
    const { Items } = await operator.apigateway.send(new GetApisCommand({}));
    expect(Items).toMatchObject([{ ApiId: "web", Name: "web", ProtocolType: "HTTP" }]);
  });

  it("are not found by another name", async () => {
    const asked = operator.scheduler.send(new GetScheduleCommand({ Name: "daily" }));
    await expect(asked).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

describe("a caller", () => {
  it("is told who it is", async () => {
    expect(await operator.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      ...{ Account: "000000000000", Arn: "arn:aws:iam::000000000000:root", UserId: "000000000000" },
    });
    const { Arn, UserId } = await reader.sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe("arn:aws:sts::000000000000:assumed-role/reader-us-east-1/reader");
    expect(UserId).toMatch(/^AROA[0-9A-F]{17}:reader$/);
  });

  it("is told what its role allows, and no more", async () => {
    const worker = await reader.lambda.send(new GetFunctionCommand({ FunctionName: "worker" }));
    expect(worker.Configuration?.FunctionName).toBe("worker");
    const denied = (action: string, resource: string) =>
      `is not authorized to perform: ${action} on resource: ${resource}`;
    const { lambda, scheduler, apigateway } = reader;
    await expect(lambda.send(new GetFunctionCommand({ FunctionName: "reader" }))).rejects.toThrow(
      denied("lambda:GetFunction", functionArn("reader")),
    );
    await expect(
      lambda.send(new GetFunctionConfigurationCommand({ FunctionName: "worker" })),
    ).rejects.toThrow(denied("lambda:GetFunctionConfiguration", functionArn("worker")));
    await expect(lambda.send(new ListFunctionsCommand({}))).rejects.toThrow(
      denied("lambda:ListFunctions", "*"),
    );
    await expect(lambda.send(new ListEventSourceMappingsCommand({}))).rejects.toThrow(
      denied("lambda:ListEventSourceMappings", "*"),
    );
    await expect(scheduler.send(new ListSchedulesCommand({}))).rejects.toThrow(
      denied("scheduler:ListSchedules", "*"),
    );
    await expect(scheduler.send(new GetScheduleCommand({ Name: "hourly" }))).rejects.toThrow(
      denied("scheduler:GetSchedule", "arn:aws:scheduler:us-east-1:000000000000:schedule/default/hourly"),
    );
    await expect(apigateway.send(new GetApisCommand({}))).rejects.toThrow(
      denied("apigateway:GET", "arn:aws:apigateway:us-east-1::/apis"),
    );
  });
});
