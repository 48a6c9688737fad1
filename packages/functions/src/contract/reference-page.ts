import { errorCodes, errorStatus } from "@crisscross/core/edge/error-status";
import { type ProblemKind, problemKinds } from "@crisscross/core/edge/problem-table";
import type { Answer, Content, Contract, Operation } from "./contract.ts";
import { escaped, folded, shownJson, table, worded } from "./html.ts";

/** The whole style of the page: the policy names its hash. */
export const pageStyle = `:root{color-scheme:light dark;--edge:#8886}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
h2{margin-top:2.5rem;border-top:1px solid var(--edge);padding-top:1rem}
code,pre,h3{font-family:ui-monospace,monospace}
h3{font-size:1.05rem;margin-top:2rem}
pre{overflow:auto;max-height:30rem;border:1px solid var(--edge);padding:.6rem;font-size:.85rem}
table{border-collapse:collapse;width:100%}
td,th{border:1px solid var(--edge);padding:.3rem .5rem;text-align:left;vertical-align:top}
td code{overflow-wrap:anywhere}
details{margin:.5rem 0}summary{cursor:pointer}`;

type Named = readonly [method: string, path: string, operation: Operation];

const operationsOf = ({ paths }: Contract): Named[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Named => [method.toUpperCase(), path, operation]),
  );

/** The API as one page of HTML that loads nothing: routes, problems, schemas, each with an anchor. */
export function referencePage(contract: Contract): string {
  const operations = operationsOf(contract);
  const list = operations.map(
    ([method, path, { operationId, summary }]) =>
      `<li><a href="#${operationId}"><code>${method} ${escaped(path)}</code></a> ${worded(summary)}</li>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${contract.info.title} API</title>
<style>${pageStyle}</style></head><body>
<header><h1>${contract.info.title} API</h1>${contract.info.description
    .split("\n\n")
    .map((part) => `<p>${worded(part)}</p>`)
    .join("")}
<p><a href="/openapi.json">OpenAPI document</a> · <a href="#problems">Problems</a> · <a href="#schemas">Schemas</a></p></header>
<main><nav aria-label="Routes"><ul>${list.join("")}</ul></nav>
<h2 id="routes">Routes</h2>${operations.map(section).join("\n")}
<h2 id="problems">Problems</h2>${errorCodes.map(problem).join("\n")}
<h2 id="schemas">Schemas</h2>${Object.entries(contract.components.schemas)
    .map(([name, schema]) => `<h3 id="schema-${name}">${name}</h3>${shownJson(schema)}`)
    .join("\n")}
</main></body></html>
`;
}

const section = ([method, path, operation]: Named): string => {
  const { operationId, summary, security, parameters = [], requestBody, responses } = operation;
  const rows = parameters.map(({ name, in: where, required, description = "", schema }) => [
    `<code>${escaped(name)}</code>`,
    required ? `${where}, required` : where,
    worded(description),
    `<code>${escaped(JSON.stringify(schema))}</code>`,
  ]);
  return `<section aria-labelledby="${operationId}"><h3 id="${operationId}"><a href="#${operationId}">${method} ${escaped(path)}</a></h3>
<p>${worded(summary)}. ${security ? "Needs no token." : "Needs a bearer token."}</p>
${table(["parameter", "in", "is", "schema"], rows)}${requestBody ? `<p>Body</p>${media(requestBody.content)}` : ""}
${Object.entries(responses).map(answer).join("")}</section>`;
};

const answer = ([status, { description, headers = {}, content = {} }]: readonly [string, Answer]): string => {
  const names = Object.keys(headers).map((name) => `<code>${name}</code>`);
  const words = description.split("\n\n").map((part) => `<p>${worded(part)}</p>`);
  const carried = names.length > 0 ? `<p>Headers: ${names.join(", ")}</p>` : "";
  return folded(status, words.join("") + carried + media(content));
};

const media = (content: Content): string =>
  Object.entries(content)
    .map(([type, { schema, example, examples = {} }]) => {
      const shown = [example, ...Object.values(examples).map(({ value }) => value)]
        .filter((value) => value !== undefined)
        .map((value) =>
          typeof value === "string" ? `<pre tabindex="0">${escaped(value)}</pre>` : shownJson(value),
        );
      return `<p><code>${escaped(type)}</code></p>${shownJson(schema)}${shown.length > 0 ? `<p>Such as</p>${shown.join("")}` : ""}`;
    })
    .join("");

const problem = (code: (typeof errorCodes)[number]): string => {
  const { isRetryable, retryAfterSeconds, means, next }: ProblemKind = problemKinds[code];
  const later = isRetryable
    ? `May be sent again, ${typeof retryAfterSeconds === "string" ? retryAfterSeconds.replace("until", "after") : `after ${retryAfterSeconds ?? 0} s`}.`
    : "Sending it again is of no use.";
  return `<h3 id="problem-${code}">${code}</h3><p>Status ${errorStatus[code]}. ${worded(means)} ${worded(next)} ${later}</p>`;
};
