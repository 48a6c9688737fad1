import type { Resource } from "../graph/graph.ts";
import { readBlock, readList, readNumber, readOptionalText, readText } from "../graph/inputs.ts";
import { answerOperations, type Backend } from "../service/backend.ts";
import { type Asked, inApiNames, notFound, pageOf, type Question } from "../service/described.ts";
import { parseFunctionName } from "./function-name.ts";

/** What is asked about functions and their mappings, by name. */
export const lambdaQuestions: Readonly<Record<string, Question>> = {
  ListFunctions: { path: "/2015-03-31/functions", query: ["Marker", "MaxItems"] },
  GetFunction: { path: "/2015-03-31/functions/{FunctionName}", query: ["Qualifier"] },
  GetFunctionConfiguration: {
    path: "/2015-03-31/functions/{FunctionName}/configuration",
    query: ["Qualifier"],
  },
  ListEventSourceMappings: {
    path: "/2015-03-31/event-source-mappings",
    query: ["EventSourceArn", "FunctionName", "Marker", "MaxItems"],
  },
};

/** Answers from the resources as they are deployed. What the local cloud does not know, such as a size of code, is left out. */
export function describeLambda(resources: readonly Resource[]): Backend {
  const all = (type: string, region: string): Resource[] =>
    resources.filter((one) => one.type === `aws:lambda/${type}` && one.region === region);
  const find = ({ FunctionName = "", Qualifier }: Asked, region: string): Resource => {
    const asked = Qualifier === undefined ? FunctionName : `${FunctionName}:${Qualifier}`;
    const name = parseFunctionName(asked, region);
    const found = all("function:Function", region).find((one) => readText(one, "name") === name);
    if (found === undefined) throw notFound(`Function not found: ${asked}`);
    return found;
  };
  return answerOperations<Asked>({
    ListFunctions({ Marker, MaxItems }, { region }) {
      const functions = all("function:Function", region).map(printFunction);
      const { page, next } = pageOf(functions, { limit: MaxItems, token: Marker });
      return { Functions: page, ...(next && { NextMarker: next }) };
    },
    GetFunction(asked, { region }) {
      const found = find(asked, region);
      const reserved = readNumber(found, "reservedConcurrentExecutions") ?? -1;
      return {
        Configuration: printFunction(found),
        // Pulumi writes "unreserved" as -1.
        ...(reserved >= 0 && { Concurrency: { ReservedConcurrentExecutions: reserved } }),
      };
    },
    GetFunctionConfiguration: (asked, { region }) => printFunction(find(asked, region)),
    ListEventSourceMappings({ EventSourceArn, FunctionName, Marker, MaxItems }, { region }) {
      const wanted = FunctionName === undefined ? undefined : find({ FunctionName }, region).arn;
      const mappings = all("eventSourceMapping:EventSourceMapping", region).filter(
        (one) =>
          (EventSourceArn === undefined || readText(one, "eventSourceArn") === EventSourceArn) &&
          (wanted === undefined || readText(one, "functionName") === wanted),
      );
      const { page, next } = pageOf(mappings.map(printMapping), { limit: MaxItems, token: Marker });
      return { EventSourceMappings: page, ...(next && { NextMarker: next }) };
    },
  });
}

/** Variables are as the graph has them: a secret by its name, as its value is nobody's to read here. */
function printFunction(resource: Resource): object {
  const variables = readBlock<{ variables: Record<string, string> }>(resource, "environment")?.variables;
  const block = (name: string): unknown => inApiNames(readBlock(resource, name));
  return {
    FunctionName: readText(resource, "name"),
    FunctionArn: resource.arn,
    Runtime: readOptionalText(resource, "runtime"),
    Role: readText(resource, "role"),
    Handler: readOptionalText(resource, "handler"),
    Description: readOptionalText(resource, "description") ?? "",
    Timeout: readNumber(resource, "timeout") ?? 3,
    MemorySize: readNumber(resource, "memorySize") ?? 128,
    Version: "$LATEST",
    PackageType: readOptionalText(resource, "packageType") ?? "Zip",
    Architectures: readList(resource, "architectures"),
    ...(variables && { Environment: { Variables: variables } }),
    EphemeralStorage: block("ephemeralStorage"),
    LoggingConfig: block("loggingConfig"),
    TracingConfig: block("tracingConfig"),
    TenancyConfig: block("tenancyConfig"),
    State: "Active",
    LastUpdateStatus: "Successful",
  };
}

function printMapping(resource: Resource): object {
  return {
    UUID: resource.id,
    EventSourceArn: readText(resource, "eventSourceArn"),
    FunctionArn: readText(resource, "functionName"),
    BatchSize: readNumber(resource, "batchSize") ?? 10,
    MaximumBatchingWindowInSeconds: readNumber(resource, "maximumBatchingWindowInSeconds") ?? 0,
    FunctionResponseTypes: readList(resource, "functionResponseTypes"),
    ScalingConfig: inApiNames(readBlock(resource, "scalingConfig")),
    State: "Enabled",
  };
}
