import type { Command, Option } from "commander";
import { commandsByPath, commonKeys, settableOptions } from "./settable.ts";

/** The JSON schema (2020-12) of a configuration file, from the declarations of commands. */
export function configSchema(program: Command): object {
  const commands = commandsByPath(program);
  const all = new Map([...commands.values()].flatMap((command) => [...settableOptions(command)]));
  const sections = [...commands].flatMap(([path, command]): [string, object][] => {
    const options = settableOptions(command);
    if (options.size === 0) return [];
    return [
      [
        path,
        objectOf(
          command.summary(),
          [...options].map(([key, option]) => [key, schemaOf(option)]),
        ),
      ],
    ];
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "crisscross.json",
    ...objectOf(
      "Settings of npx crisscross. Arguments go before the environment, and that before this file.",
      [
        ["$schema", { type: "string" }],
        ...commonKeys.flatMap((key): [string, object][] => {
          const option = all.get(key);
          return option ? [[key, schemaOf(option)]] : [];
        }),
        ...sections,
      ],
    ),
  };
}

const objectOf = (description: string, properties: readonly [string, object][]): object => ({
  description,
  type: "object",
  properties: Object.fromEntries(properties),
  additionalProperties: false,
});

const text = { type: ["string", "number"] };

function schemaOf({ description, required, negate, argChoices }: Option): object {
  if (!required) return { description: negate ? `false: ${description}` : description, type: "boolean" };
  if (argChoices) return { description, enum: argChoices };
  return { description, anyOf: [text, { type: "array", items: text }] };
}
