import { afterEach, beforeEach, vi } from "vitest";
import {
  createVirtualCloudWatch,
  MINUTE_MS,
  type Served,
  serve,
  startMs,
  type VirtualCloudWatch,
} from "./virtual-cloudwatch.ts";

/** A virtual CloudWatch and its APIs, new for each test of the file. */
export function serveEach(): Pick<Served, "client" | "clientIn" | "callLogs" | "endpoint"> & {
  readonly cloudWatch: VirtualCloudWatch;
} {
  let cloudWatch: VirtualCloudWatch;
  let served: Served;
  beforeEach(async () => {
    cloudWatch = createVirtualCloudWatch();
    served = await serve(cloudWatch);
  });
  afterEach(async () => {
    await served.stop();
    await cloudWatch.stop();
  });
  return {
    get cloudWatch() {
      return cloudWatch;
    },
    get endpoint() {
      return served.endpoint;
    },
    get client() {
      return served.client;
    },
    clientIn: (region) => served.clientIn(region),
    callLogs: (operation, input) => served.callLogs(operation, input),
  };
}

/** Makes clients that are given no endpoint, such as those of functions, talk to this one. */
export function pointClientsAt(endpoint: string): void {
  vi.stubEnv("AWS_ENDPOINT_URL", endpoint);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIA");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
}

/** The virtual clock's start and these minutes. */
export const at = (minutes: number): Date => new Date(startMs + minutes * MINUTE_MS);
/** Its first three minutes. */
export const range = { StartTime: at(0), EndTime: at(3) };
