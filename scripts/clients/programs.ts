import { execFile } from "node:child_process";
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
    const [, code, message] =
      /An error occurred \((.+?)\) when calling the \w+ operation(?: \(.*?\))?: (.*)/.exec(text) ?? [];
    return { kind: "error", code: code ?? "", message: message ?? text };
  }
}
