import { functionLimits, type MappingLimits, type Verb } from "./limits.ts";
import { type Placement, pascalCase } from "./regions.ts";

type Statement = NonNullable<$util.Unwrap<sst.aws.FunctionArgs["permissions"]>>[number];
type Permission = {
  actions: Statement["actions"];
  resources: $util.Input<string>[];
  conditions?: { test: string; variable: string; values: string[] }[];
};

interface FunctionNeeds {
  readonly environment?: Record<string, $util.Input<string>>;
  readonly permissions?: readonly Permission[];
  readonly link?: sst.Secret[];
  readonly reservedConcurrency?: number;
  /** False keeps the function on AWS under `sst dev`. */
  readonly live?: boolean;
  /** Runs each tenant's calls in environments of its own. */
  readonly isolation?: Isolation;
}

/** `isolated` functions are called with a tenant id, ordinary ones without; all else is the same. */
export type Isolation = "ordinary" | "isolated";

export interface DefinedFunction {
  readonly verb: Verb;
  readonly isolation: Isolation;
  readonly placement: Placement;
  readonly fn: sst.aws.Function;
}

/** The same in every region, so that a caller needs a name and a region only. */
export const nameOf = (verb: Verb, isolation: Isolation = "ordinary"): string =>
  `${$app.name}-${$app.stage}-${verb}${isolation === "isolated" ? "-isolated" : ""}`;

/** The Lambda function of packages/functions/src/<verb>.ts in one region, allowed what it needs and to log. */
export function defineFunction(verb: Verb, placement: Placement, needs: FunctionNeeds): DefinedFunction {
  const { memoryMb, timeoutSeconds } = functionLimits[verb];
  const { environment = {}, permissions = [], link = [], reservedConcurrency } = needs;
  const { live = true, isolation = "ordinary" } = needs;
  const isIsolated = isolation === "isolated";
  const fn = new sst.aws.Function(
    `${pascalCase(verb)}${isIsolated ? "Isolated" : ""}${placement.suffix}`,
    {
      name: nameOf(verb, isolation),
      handler: `packages/functions/src/${verb}.handler`,
      runtime: "nodejs24.x",
      architecture: "arm64",
      memory: `${memoryMb} MB`,
      timeout: `${timeoutSeconds} seconds`,
      // JSON with the system log level left at INFO: the caller reads the report in the log tail.
      // An isolated function shares the group, and with it what counts timeouts there.
      logging: {
        format: "json",
        ...(isIsolated ? { logGroup: logGroupOf(verb) } : { retention: "1 month" }),
      },
      nodejs: { format: "esm", minify: true },
      ...(reservedConcurrency !== undefined && { concurrency: { reserved: reservedConcurrency } }),
      environment,
      link,
      permissions: [...permissions, logPermission(verb, placement)],
      ...(!live && { dev: false as const }),
      transform: {
        role: narrowRole(live),
        ...(isIsolated && { function: { tenancyConfig: { tenantIsolationMode: "PER_TENANT" } } }),
      },
    },
    placement.options,
  );
  return { verb, isolation, placement, fn };
}

/**
 * SST attaches AWSLambdaBasicExecutionRole, which may write to every log group, and lets the whole account assume the
 * role, which only a function that `sst dev` runs live needs.
 */
const narrowRole = (live: boolean): Partial<aws.iam.RoleArgs> => ({
  managedPolicyArns: [],
  ...(!($dev && live) && {
    assumeRolePolicy: JSON.stringify(
      aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
    ),
  }),
});

/** Has Lambda poll a queue for a function. Give the function `pollPermission` as well. */
export function feed(queue: sst.aws.Queue, consumer: sst.aws.Function, limits: MappingLimits): void {
  const { batchSize, maximumConcurrency } = limits;
  queue.subscribe(consumer.arn, {
    batch: { size: batchSize, partialResponses: true },
    transform: { eventSourceMapping: { scalingConfig: { maximumConcurrency } } },
  });
}

export const pollPermission = (queue: sst.aws.Queue): Permission => ({
  actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
  resources: [queue.arn],
});

export const partition = aws.getPartitionOutput().partition;
export const accountId = aws.getCallerIdentityOutput().accountId;

/** A function's ARN, known before there is the function. */
export const arnOf = (
  verb: Verb,
  { region }: Placement,
  isolation: Isolation = "ordinary",
): $util.Output<string> =>
  $interpolate`arn:${partition}:lambda:${region}:${accountId}:function:${nameOf(verb, isolation)}`;

export const logGroupOf = (verb: Verb): string => `/aws/lambda/${nameOf(verb)}`;

/** The `:*` stands for the streams of the one log group, which Lambda names. */
function logPermission(verb: Verb, { region }: Placement): Permission {
  const group = `log-group:${logGroupOf(verb)}`;
  return {
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [$interpolate`arn:${partition}:logs:${region}:${accountId}:${group}:*`],
  };
}
