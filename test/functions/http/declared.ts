import { answers } from "@crisscross/core/documents/answers";
import { routeNames, routes } from "@crisscross/core/documents/routes";
import * as v from "valibot";

const pattern = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`);

/** Throws for an answer that core's table of routes does not declare: another status, document or error. */
export async function checkDeclared(method: string, path: string, answer: Response): Promise<void> {
  const { pathname } = new URL(path, "http://api");
  const name = routeNames.find(
    (one) => routes[one].method === method && pattern(routes[one].path).test(pathname),
  );
  const text = await answer.clone().text();
  if (name === undefined) {
    if (answer.status === 404 || answer.status === 405) return;
    throw new Error(`${method} ${path}: no route, but ${answer.status}`);
  }
  const { status, errors } = routes[name];
  const what = `${name} answered ${answer.status} ${text.slice(0, 200)}`;
  if (answer.status >= 400) {
    const { code } = JSON.parse(text);
    if (!errors.some((declared) => declared === code)) throw new Error(`${what}, which it does not declare`);
    return;
  }
  if (answer.status !== status) throw new Error(`${what}, not ${status}`);
  const document = answers[name];
  if ("type" in document) v.parse(document, JSON.parse(text));
}
