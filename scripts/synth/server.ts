import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What SST asks its builder about one function. */
export interface BuildInput {
  functionID: string;
  handler: string;
  runtime: string;
  links: Record<string, unknown>;
  properties: Record<string, unknown>;
}

export interface CliServer {
  readonly url: string;
  /** Functions built, by the name of their component. Those `sst dev` runs live are not built. */
  readonly builds: ReadonlyMap<string, BuildInput>;
}

/** Stands in for the SST CLI, which components call while they run. `bundleDir` is every function's code. */
export async function startCliServer(bundleDir: string): Promise<CliServer> {
  const builds = new Map<string, BuildInput>();
  const server = createServer(async (request, response) => {
    // An idle connection would keep the process from ending, and its end is when the program is done.
    response.setHeader("connection", "close");
    response.end(JSON.stringify(answer(parseCall(await text(request)))));
  });

  function answer({ method, argument }: SstCall) {
    switch (method) {
      case "Provider.Aws.Bootstrap":
        return { result: { asset: `sst-asset-${argument.region}`, state: `sst-state-${argument.region}` } };
      case "Provider.Aws.Appsync":
        return { result: { http: "events.invalid", realtime: "realtime.invalid" } };
      case "Runtime.AddTarget":
        return { result: {} };
      case "Runtime.Build":
        builds.set(argument.functionID, argument);
        return { result: { handler: "bundle.handler", out: bundleDir, errors: [], sourcemaps: [] } };
      default:
        return { error: `scripts/synth/server.ts does not know the call ${method}; add it there` };
    }
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, builds };
}

interface SstCall {
  method: string;
  argument: BuildInput & { region: string };
}

/** SST's own JSON-RPC: one parameter, trusted because only the program in this process sends it. */
function parseCall(body: string): SstCall {
  const { method, params } = JSON.parse(body) as { method: string; params: [SstCall["argument"]] };
  return { method, argument: params[0] };
}
