import { parse } from "@crisscross/core/edge/schema";
import type { Level } from "@crisscross/core/sample/call";
import { lambdaCallers } from "./aws/measured/lambda-caller.ts";
import { callFunction } from "./calls/call-function.ts";
import { CallOrder } from "./calls/call-order.ts";
import { nowUs } from "./calls/clock.ts";
import { type FunctionNames, nextCallOf } from "./calls/next-call.ts";
import { readClientConfig } from "./edges/client-config.ts";
import { openEnvironment } from "./edges/execution-environment.ts";
import { readVariables, text } from "./edges/variables.ts";

const variables = readVariables({
  AWS_LAMBDA_FUNCTION_NAME: text,
  INNER_FUNCTION: text,
  INNER_DB_FUNCTION: text,
});

const names: FunctionNames = {
  // outer has the same name in every region, so a chain's next outer is called by this one's name.
  outer: variables.AWS_LAMBDA_FUNCTION_NAME,
  inner: variables.INNER_FUNCTION,
  innerDb: variables.INNER_DB_FUNCTION,
};

const deps = { callerFor: lambdaCallers(readClientConfig()), nowUs, deadline: AbortSignal.timeout };

/** Calls the next function of the order and answers with what it saw of that call. */
export async function handler(event: unknown): Promise<Level> {
  const leave = environment.enter();
  const order = parse(CallOrder, event, "call order");
  const call = await callFunction(deps, nextCallOf(names, order));
  return leave({ call });
}

const environment = openEnvironment();
