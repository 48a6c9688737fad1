import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { CallDeps, FunctionCaller } from "../../calls/call-function.ts";
import type { ClientConfig } from "../../edges/client-config.ts";
import { openMeasuringAgent } from "./measuring-agent.ts";
import { openMeasuringHandler } from "./measuring-handler.ts";

/** Calls functions of one region over connections of one kind, once each: no retries. */
function openLambdaCaller(
  { credentials, endpointOf }: ClientConfig,
  region: string,
  connection: "reused" | "fresh",
): FunctionCaller {
  const endpoint = endpointOf("lambda", region);
  const agent = openMeasuringAgent(endpoint, connection);
  const { requestHandler, rehearse, prepare, observed } = openMeasuringHandler(agent);
  const client = new LambdaClient({
    region,
    endpoint,
    credentials,
    maxAttempts: 1,
    requestHandler,
  });
  let rehearsal: Promise<void> | undefined;
  return {
    async prepare(functionName, payload, tail, tenant) {
      rehearsal ??= rehearse(() =>
        client.send(new InvokeCommand({ FunctionName: "rehearsal", LogType: "Tail" })),
      );
      await rehearsal;
      const command = new InvokeCommand({
        FunctionName: functionName,
        Payload: payload,
        ...(tail && { LogType: "Tail" }),
        ...(tenant !== undefined && { TenantId: tenant }),
      });
      return prepare(() => client.send(command));
    },
    observed,
  };
}

/** Keeps one caller for each region, kind of connection and lane. */
export function lambdaCallers(config: ClientConfig): CallDeps["callerFor"] {
  const callers = new Map<string, FunctionCaller>();
  return (region, connection, lane) => {
    const key = `${region} ${connection} ${lane}`;
    const known = callers.get(key);
    if (known) return known;
    const opened = openLambdaCaller(config, region, connection);
    callers.set(key, opened);
    return opened;
  };
}
