import type { Level } from "@crisscross/core/call";
import { parse } from "@crisscross/core/schema";
import { lambdaCallers } from "./aws/lambda-caller.ts";
import { callFunction } from "./call-function.ts";
import { CallOrder } from "./call-order.ts";
import { nowUs } from "./clock.ts";
import { readEnvironment, text } from "./environment.ts";
import { type FunctionNames, nextHop } from "./hop.ts";
import { openSandbox } from "./sandbox.ts";

const environment = readEnvironment({
  AWS_LAMBDA_FUNCTION_NAME: text,
  INNER_FUNCTION: text,
  INNER_DB_FUNCTION: text,
});

const names: FunctionNames = {
  // outer has the same name in every region, so a chain's next outer is called by this one's name.
  outer: environment.AWS_LAMBDA_FUNCTION_NAME,
  inner: environment.INNER_FUNCTION,
  innerDb: environment.INNER_DB_FUNCTION,
};

const deps = { callerFor: lambdaCallers(), nowUs, deadline: AbortSignal.timeout };

/** Calls the next function of the order and answers with what it saw of that call. */
export async function handler(event: unknown): Promise<Level> {
  const leave = sandbox.enter();
  const order = parse(CallOrder, event, "call order");
  const call = await callFunction(deps, nextHop(names, order));
  return leave({ call });
}

const sandbox = openSandbox();
