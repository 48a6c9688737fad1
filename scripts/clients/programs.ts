import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Case } from "./cases.ts";
import { type Client, type ClientAnswer, environmentOf } from "./client.ts";

const run = promisify(execFile);

/** The aws command, of version 1 or 2; undefined if there is none. */
export async function findCommand(program: string): Promise<Client | undefined> {
  const version = await print(program, ["--version"]);
  if (version === undefined) return undefined;
  return {
    label: (version.split(" ")[0] ?? program).replace("/", " "),
    ask: async (place, asked) => {
      const { service, command = service, operation, input } = asked;
      const named = operation.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
      // Version 1 sends some calls past AWS_ENDPOINT_URL, to AWS.
      const to = ["--endpoint-url", place.endpoint, "--output", "json"];
      const given = [command, named, "--cli-input-json", JSON.stringify(input), ...to];
      return outcomeOf(run(program, given, { env: environmentOf(place) }));
    },
  };
}

const script = `
import json, re, sys, boto3, os
service, operation, given = sys.argv[1:]
name = re.sub("(?<=[a-z])(?=[A-Z])", "_", operation).lower()
client = boto3.client(service, endpoint_url=os.environ["AWS_ENDPOINT_URL"])
print(json.dumps(getattr(client, name)(**json.loads(given)), default=str))
`;

/** boto3 of a Python; undefined if there is none. */
export async function findBoto(python: string): Promise<Client | undefined> {
  const version = await print(python, ["-c", "import boto3; print(boto3.__version__)"]);
  if (version === undefined) return undefined;
  return {
    label: `boto3 ${version}`,
    ask: (place, { service, operation, input }: Case) => {
      const given = ["-c", script, service, operation, JSON.stringify(input)];
      return outcomeOf(run(python, given, { env: environmentOf(place) }));
    },
  };
}

const goModule = join(import.meta.dirname, "go");

/** The SDK for Go, built into `directory` by a Go toolchain, which takes minutes; undefined if there is none. */
export async function findGo(go: string, directory: string): Promise<Client | undefined> {
  const module = ["list", "-m", "-f", "{{.Version}}", "github.com/aws/aws-sdk-go-v2"];
  const version = await print(go, ["-C", goModule, ...module]);
  if (version === undefined) return undefined;
  const program = join(directory, "ask");
  await run(go, ["-C", goModule, "build", "-o", program, "."]);
  return {
    label: `aws-sdk-go-v2 ${version.replace("v", "")}`,
    async ask(place, { service, operation, input }) {
      const given = [service, operation, JSON.stringify(input)];
      return JSON.parse((await run(program, given, { env: environmentOf(place) })).stdout) as ClientAnswer;
    },
  };
}

async function print(program: string, given: string[]): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(program, given);
    return `${stdout}${stderr}`.trim();
  } catch {
    return undefined;
  }
}

/** Both programs tell a refusal in the words of botocore. */
async function outcomeOf(running: Promise<{ stdout: string }>): Promise<ClientAnswer> {
  try {
    return { kind: "answer", text: (await running).stdout };
  } catch (error) {
    const text = String((error as { stderr?: string }).stderr);
    if (/Invalid choice|has no attribute/.test(text)) return { kind: "unknown" };
    const [, code, message] =
      /An error occurred \((.+?)\) when calling the \w+ operation(?: \(.*?\))?: (.*)/.exec(text) ?? [];
    return { kind: "error", code: code ?? "", message: message ?? text };
  }
}
