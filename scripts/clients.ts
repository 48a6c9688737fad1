// Writes the table of clients in docs/local-cloud.md: what each finds when it asks the local cloud.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parseGraph } from "@crisscross/local/graph/graph";
import { askAll } from "./clients/ask.ts";
import type { Client } from "./clients/client.ts";
import { javaScriptClients } from "./clients/javascript.ts";
import { findBoto, findCommand, findGo } from "./clients/programs.ts";
import { withClients } from "./clients/render.ts";
import { graphFile } from "./graph.ts";

const usage = `Usage: npm run clients -- [--aws PROGRAM]… [--python PROGRAM]… [--go PROGRAM]

Has every client of AWS that is on this machine ask the local cloud the same, and writes what each got into
docs/local-cloud.md: the JS SDK, the aws command, boto3 and the SDK for Go. Without options it looks for aws, python3 and
go; each option names another one, of another version. Clients that are not there are named and left out. Takes a second
a call, and some minutes more to build what asks in Go the first time.`;

const { values } = parseArgs({
  options: {
    aws: { type: "string", multiple: true, default: ["aws"] },
    python: { type: "string", multiple: true, default: ["python3"] },
    go: { type: "string", default: "go" },
    help: { type: "boolean" },
  },
});

if (values.help) console.log(usage);
else await main();

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "crisscross-clients-"));
  try {
    await write(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function write(directory: string): Promise<void> {
  const root = join(import.meta.dirname, "..");
  const clients: Client[] = [...javaScriptClients];
  const add = async (
    what: string,
    program: string,
    find: (program: string) => Promise<Client | undefined>,
  ) => {
    const client = await find(program);
    if (client === undefined) console.error(`left out: ${what} is not at ${program}`);
    else clients.push(client);
  };
  for (const program of values.aws) await add("the aws command", program, findCommand);
  for (const program of values.python) await add("boto3", program, findBoto);
  await add("the toolchain of Go", values.go, (program) => findGo(program, directory));
  const graph = parseGraph(JSON.parse(await readFile(graphFile, "utf8")));
  const columns = await askAll(clients, { graph, root }, (...miss) =>
    console.error(`differs: ${miss.join(": ")}`),
  );
  const page = join(root, "docs/local-cloud.md");
  await writeFile(page, withClients(await readFile(page, "utf8"), columns));
}
