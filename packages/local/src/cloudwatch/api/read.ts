import { randomUUID } from "node:crypto";
import { type Reply, readJsonOf, type ServiceCall } from "../../service/call.ts";
import { cborHeaders, dialectOf } from "../../service/dialect.ts";
import { readTree } from "../../service/read-form.ts";
import { readBytes, readJson } from "../../service/read-json.ts";
import { Refusal } from "../../service/refusal.ts";
import { type Place, type ReadRequest, refuseForm } from "../../service/service-request.ts";
import { cborToJson, jsonToCbor, jsonToXml, type Shapes, shapesOf, textsToJson } from "./codec.ts";

const target = "GraniteServiceVersion20100801";
const texts = ["AlarmName", "AlarmNames", "DashboardName", "Namespace"];
const cborPath = new RegExp(`^/service/${target}/operation/([A-Za-z]+)$`);

/**
 * Reads a request of CloudWatch in any of its three protocols: JSON, CBOR and AWS Query. The operation sees JSON; its answer
 * is written as it was asked. Throws Refusal.
 */
export function readCloudWatch(call: ServiceCall, place: Place): ReadRequest {
  const dialect = dialectOf(call.headers);
  const json = (asked: ServiceCall): ReadRequest => readJson(asked, { target, version: "1.0", texts }, place);
  if (dialect === "json") return json(call);
  const { operation, toJson, write } = dialect === "cbor" ? readCbor(call, place) : readQuery(call, place);
  const shapes = shapesOf(operation);
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": `${target}.${operation}`,
  };
  const body = shapes === undefined ? Buffer.of() : decode(() => toJson(shapes));
  const asked = json({ method: "POST", path: "/", headers, body });
  return shapes === undefined ? asked : { ...asked, write: (reply) => write(shapes, reply) };
}

/** A request in another protocol than JSON. */
interface Foreign {
  operation: string;
  toJson(shapes: Shapes): Buffer;
  write(shapes: Shapes, reply: Reply): Reply;
}

function readCbor(call: ServiceCall, place: Place): Foreign {
  const operation = cborPath.exec(call.path)?.[1];
  const isAlone = call.headers["x-amz-target"] === undefined;
  if (call.method !== "POST" || operation === undefined || !isAlone)
    return refuseForm(place, `POST /service/${target}/operation/OPERATION in CBOR, without a target`, call);
  return {
    operation,
    toJson: (shapes) => cborToJson(shapes, readBytes(call)),
    write: (shapes, reply) => ({
      ...reply,
      headers: cborHeaders(),
      body: jsonToCbor(shapes, readJsonOf(reply)),
    }),
  };
}

function readQuery(call: ServiceCall, place: Place): Foreign {
  const { operation, texts } = readTree(call, place);
  return {
    operation,
    toJson: (shapes) => textsToJson(shapes, texts),
    write: (shapes, reply) => {
      const requestId = randomUUID();
      const headers = { "content-type": "text/xml", "x-amzn-requestid": requestId };
      return { ...reply, headers, body: jsonToXml(operation, shapes, readJsonOf(reply), requestId) };
    },
  };
}

function decode(read: () => Buffer): Buffer {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Refusal("malformed", `The request cannot be read: ${reason}`);
  }
}
