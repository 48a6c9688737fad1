import { isObject, type JsonObject, parseObject } from "../graph/json.ts";

/** A filter policy that Subscribe refuses, or whose meaning the local cloud cannot promise; the message names what. */
export class FilterPolicyError extends Error {}

const most = { keys: 5, combinations: 150, bytes: 256 * 1024 };
const docs = "SNS developer guide, filter policy constraints";

/**
 * Checks a subscription's filter policy as Subscribe does. Conditions that fauxqs would match otherwise than SNS are
 * refused too: supported are texts, `anything-but` of texts, `prefix`, `exists` and one `$or`, over message attributes.
 * Throws FilterPolicyError.
 */
export function checkFilterPolicy(text: string, scope = "MessageAttributes"): void {
  if (scope !== "MessageAttributes") throw unsupported(`FilterPolicyScope ${scope}`);
  if (Buffer.byteLength(text) > most.bytes) throw refused(`it is longer than ${most.bytes} bytes`);
  const policy = parsePolicy(text);
  const keys = new Set<string>();
  const combinations = combinationsOf(policy, keys, true);
  if (keys.size > most.keys) throw refused(`it has ${keys.size} keys; accepted: at most ${most.keys}`);
  if (combinations > most.combinations)
    throw refused(`its lists make ${combinations} combinations; accepted: at most ${most.combinations}`);
}

/** The names that a filter policy which checkFilterPolicy takes looks at. */
export function keysOf(text: string): Set<string> {
  const keys = new Set<string>();
  combinationsOf(parsePolicy(text), keys, true);
  return keys;
}

function parsePolicy(text: string): JsonObject {
  const policy = parseObject(text);
  if (policy === undefined) throw refused("it is no JSON object");
  return policy;
}

/** In how many ways the policy can match: the product of its lists' lengths. */
function combinationsOf(policy: JsonObject, keys: Set<string>, atTop: boolean): number {
  const entries = Object.entries(policy);
  if (!atTop && entries.length === 0) throw refused("an alternative of $or is empty");
  let combinations = 1;
  for (const [key, value] of entries) {
    if (key === "$or" && Array.isArray(value)) {
      if (!atTop) throw unsupported("$or inside $or");
      combinations *= alternativesOf(value, keys);
      continue;
    }
    keys.add(key);
    if (isObject(value)) throw refused(`${key} is nested, which the scope MessageAttributes does not take`);
    if (!Array.isArray(value))
      throw refused(`${key} is no list: "Match value must be String, number, true, false, or null"`);
    if (value.length === 0) throw refused(`${key}: empty arrays are not allowed`);
    for (const condition of value) checkCondition(key, condition);
    combinations *= value.length;
  }
  return combinations;
}

function alternativesOf(alternatives: readonly unknown[], keys: Set<string>): number {
  if (alternatives.length < 2) throw refused("$or needs at least two alternatives");
  return alternatives.reduce<number>((sum, alternative) => {
    if (!isObject(alternative)) throw refused("an alternative of $or is no object");
    return sum + combinationsOf(alternative, keys, false);
  }, 0);
}

function checkCondition(key: string, condition: unknown): void {
  if (typeof condition === "string") return;
  if (!isObject(condition)) throw unsupported(`${key}: ${JSON.stringify(condition)}, which is no text`);
  const [[operator, operand] = ["", undefined], ...more] = Object.entries(condition);
  if (operator === "" || more.length > 0) throw refused(`${key}: a condition has one operator`);
  const check = operators[operator];
  if (check !== undefined) check(key, operand);
  else if (unsupportedOperators.has(operator)) throw unsupported(`${key}: ${operator}`);
  else throw refused(`${key}: unrecognized match type ${operator}`);
}

const operators: Readonly<Record<string, (key: string, operand: unknown) => void>> = {
  "anything-but"(key, operand) {
    const texts = Array.isArray(operand) ? operand : [operand];
    if (texts.length === 0) throw refused(`${key}: anything-but needs a value`);
    for (const text of texts)
      if (typeof text !== "string") throw unsupported(`${key}: anything-but of ${JSON.stringify(text)}`);
  },
  prefix(key, operand) {
    if (typeof operand !== "string" || operand === "") throw refused(`${key}: prefix needs a text`);
  },
  exists(key, operand) {
    if (typeof operand !== "boolean") throw refused(`${key}: exists needs true or false`);
  },
};

/** Operators of SNS that are not built here. */
const unsupportedOperators = new Set(["numeric", "suffix", "equals-ignore-case", "cidr", "wildcard"]);

const refused = (why: string): FilterPolicyError =>
  new FilterPolicyError(`Invalid parameter: FilterPolicy: ${why} (${docs})`);
const unsupported = (what: string): FilterPolicyError =>
  new FilterPolicyError(`Invalid parameter: FilterPolicy: the local cloud does not support ${what}`);
