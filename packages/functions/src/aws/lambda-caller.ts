import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { FunctionCaller } from "../call-function.ts";
import { credentials, endpointOf } from "./client-config.ts";
import { openMeasuringAgent } from "./measuring-agent.ts";

/** Calls functions of one region over connections of one kind, once each: no retries, the log tail asked for. */
export function openLambdaCaller(region: string, connection: "reused" | "fresh"): FunctionCaller {
  const endpoint = endpointOf("lambda", region);
  const measured = openMeasuringAgent(endpoint, connection);
  const client = new LambdaClient({
    region,
    endpoint,
    credentials,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({ httpAgent: measured.agent, httpsAgent: measured.agent }),
  });
  return {
    async prepare() {
      await measured.establish();
      measured.forget();
    },
    invoke(functionName, payload) {
      const command = new InvokeCommand({ FunctionName: functionName, Payload: payload, LogType: "Tail" });
      return (abortSignal) => client.send(command, { abortSignal });
    },
    connection: measured.observed,
  };
}

/** Keeps one caller for each region and kind of connection. */
export function lambdaCallers(): (region: string, connection: "reused" | "fresh") => FunctionCaller {
  const callers = new Map<string, FunctionCaller>();
  return (region, connection) => {
    const key = `${region} ${connection}`;
    const known = callers.get(key);
    if (known) return known;
    const opened = openLambdaCaller(region, connection);
    callers.set(key, opened);
    return opened;
  };
}
