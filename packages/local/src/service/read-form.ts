import type { Call } from "./call.ts";
import { type Place, type ReadRequest, RequestError, readMediaType, refuseForm } from "./service-request.ts";

const contentType = "application/x-www-form-urlencoded";

/** Reads a request of AWS's Query protocol, all of it in the fields of a form. Throws RequestError. */
export function readForm(call: Call, place: Place): ReadRequest {
  const { method, path, headers } = call;
  const isAlone = headers["x-amz-target"] === undefined && headers["content-encoding"] === undefined;
  if (method !== "POST" || path !== "/" || !isAlone || readMediaType(call) !== contentType)
    refuseForm(place, `POST / with content-type ${contentType} and neither target nor encoding`, call);
  const fields = [...new URLSearchParams(call.body.toString())];
  const input = Object.fromEntries(fields);
  const repeated = fields.find(([name], index) => fields.findIndex(([other]) => other === name) !== index);
  if (repeated !== undefined)
    throw new RequestError("malformed", `The field ${repeated[0]} is given twice; give it once.`);
  const operation = input.Action ?? "";
  if (!/^[A-Za-z]+$/.test(operation))
    throw new RequestError("malformed", `The field Action ${JSON.stringify(operation)} names no operation.`);
  return {
    operation,
    input,
    path: "/",
    headers: { "content-type": contentType },
    body: Buffer.from(new URLSearchParams(fields).toString()),
  };
}
