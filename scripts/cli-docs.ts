import { writeFileSync } from "node:fs";
import { configSchema } from "../packages/cli/src/config/config-schema.ts";
import { cliPage, programToRead } from "./cli-docs/page.ts";

const write = (path: string, text: string) => writeFileSync(new URL(`../${path}`, import.meta.url), text);
write("docs/cli.md", await cliPage());
write("packages/cli/config.schema.json", `${JSON.stringify(configSchema(programToRead()), undefined, 2)}\n`);
