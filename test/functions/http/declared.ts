import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { ApiRoute } from "@crisscross/core/documents/route-declaration";
import { routeNames, routes } from "@crisscross/core/documents/routes";
import { Problem } from "@crisscross/core/edge/problem";
import * as v from "valibot";
import { checkDocumented } from "../contract/documented.ts";

const committed = new URL("../../../packages/functions/src/contract/openapi.json", import.meta.url);
const document = JSON.parse(readFileSync(committed, "utf8"));

/** Every answer may have these. */
const ofHttp = new Set(["cache-control", "content-type", "content-encoding", "content-length", "vary"]);

const pattern = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`);

/** The answer itself. Throws for one that core's table of routes, or the OpenAPI document, does not have: another status, document or error. */
export async function checkDeclared(method: string, path: string, answer: Response): Promise<Response> {
  const { pathname } = new URL(path, "http://api");
  const name = routeNames.find(
    (one) => routes[one].method === method && pattern(routes[one].path).test(pathname),
  );
  const text = await textOf(answer.clone());
  if (name === undefined) {
    if (answer.status !== 404 && answer.status !== 405)
      throw new Error(`${method} ${path}: no route, but ${answer.status}`);
    if (method !== "HEAD") v.parse(v.strictObject(Problem.entries), JSON.parse(text));
    return answer;
  }
  checkDocumented(document, routes[name].path, method, answer, text);
  const route: ApiRoute = routes[name];
  const { dryAnswer, errors } = route;
  const declared = dryAnswer && answer.status === dryAnswer.status ? dryAnswer : route.answer;
  const what = `${name} answered ${answer.status} ${text.slice(0, 200)}`;
  if (answer.status >= 400) {
    const { code, status } = v.parse(v.strictObject(Problem.entries), JSON.parse(text));
    if (status !== answer.status) throw new Error(`${what}, but says ${status}`);
    if (!errors.some((known) => known === code)) throw new Error(`${what}, which it does not declare`);
    return answer;
  }
  if (answer.status === 304 && declared.headers.some((header) => header === "etag")) return answer;
  if (answer.status !== declared.status) throw new Error(`${what}, not ${declared.status}`);
  const strangers = [...answer.headers.keys()].filter(
    (header) => !ofHttp.has(header) && !declared.headers.some((known) => known === header),
  );
  if (strangers.length > 0)
    throw new Error(`${what} with the headers ${strangers}, which it does not declare`);
  const { content } = declared;
  if (isSchema(content)) v.parse(content, JSON.parse(text));
  else if (!Object.values(content).some((type) => type === answer.headers.get("content-type")))
    throw new Error(`${what} as ${answer.headers.get("content-type")}, which it does not declare`);
  return answer;
}

const isSchema = (content: ApiRoute["answer"]["content"]): content is v.GenericSchema => "kind" in content;

const textOf = async (answer: Response): Promise<string> =>
  answer.headers.get("content-encoding") === "gzip"
    ? gunzipSync(await answer.arrayBuffer()).toString()
    : answer.text();
