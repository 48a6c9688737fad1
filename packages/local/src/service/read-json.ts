import { gunzipSync } from "node:zlib";
import { isObject, type JsonObject, parseJson } from "../graph/json.ts";
import { largestBodyBytes, type ServiceCall } from "./call.ts";
import { Refusal } from "./refusal.ts";
import { type Place, type ReadRequest, readMediaType, refuseForm } from "./service-request.ts";

interface JsonProtocol {
  /** What stands before the operation in X-Amz-Target. */
  target: string;
  version: "1.0" | "1.1";
  /** Members that permissions go by: each, where it is given, a text or a list of texts. */
  texts?: readonly string[];
  /** Takes the input to one form; throws Refusal for what names another place. */
  settle?: (input: Record<string, unknown>, place: Place, operation: string) => Record<string, unknown>;
}

/** Reads a request of AWS's JSON protocol: the operation in X-Amz-Target, the input in the body. Throws Refusal. */
export function readJson(
  call: ServiceCall,
  { target, version, texts = [], settle = (input) => input }: JsonProtocol,
  place: Place,
): ReadRequest {
  const contentType = `application/x-amz-json-${version}`;
  const named = String(call.headers["x-amz-target"] ?? "");
  const operation = named.startsWith(`${target}.`) ? named.slice(target.length + 1) : "";
  const isJson = /^application\/x-amz-json-1\.[01]$/.test(readMediaType(call));
  if (call.method !== "POST" || call.path !== "/" || !isJson || !/^[A-Za-z]+$/.test(operation))
    refuseForm(place, `POST / with content-type ${contentType} and x-amz-target ${target}.OPERATION`, call);
  const given = readObject(call);
  checkTexts(given, texts);
  const input = settle(given, place, operation);
  return {
    operation,
    input,
    path: "/",
    headers: { "content-type": contentType, "x-amz-target": named },
    body: Buffer.from(JSON.stringify(input)),
  };
}

function checkTexts(input: Record<string, unknown>, members: readonly string[]): void {
  for (const member of members) {
    const value = input[member] ?? [];
    const wrong = [value].flat().find((one) => typeof one !== "string");
    if (wrong !== undefined)
      throw new Refusal("malformed", `${member} has to be a text, and not ${JSON.stringify(wrong)}.`);
  }
}

/** The body, decompressed. Throws Refusal. */
export function readBytes({ headers, body }: ServiceCall): Buffer {
  const encoding = headers["content-encoding"];
  if (encoding === undefined) return body;
  try {
    if (encoding === "gzip") return gunzipSync(body, { maxOutputLength: largestBodyBytes });
  } catch {
    throw new Refusal("malformed", "The request body is not compressed with gzip.");
  }
  throw new Refusal("malformed", `The content-encoding ${encoding} is not accepted; gzip is, or none.`);
}

/** More than any request has: DynamoDB takes 32 levels in an item, each of two objects here. */
const mostLevels = 200;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((below) => isDeeper(below, levels - 1));
}

function readObject(call: ServiceCall): JsonObject {
  const bytes = readBytes(call);
  const input = bytes.length === 0 ? {} : parseJson(bytes.toString());
  if (isDeeper(input, mostLevels))
    throw new Refusal("malformed", `The request body is nested deeper than ${mostLevels} levels.`);
  if (isObject(input)) return input;
  throw new Refusal("malformed", "The request body is not a JSON object.");
}
