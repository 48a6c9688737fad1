import * as model from "@aws-sdk/client-cloudwatch";
import {
  JsonShapeDeserializer2,
  JsonShapeSerializer2,
  XmlShapeDeserializer,
  XmlShapeSerializer,
} from "@aws-sdk/core/protocols";
import { CborShapeDeserializer2, CborShapeSerializer2 } from "@smithy/core/cbor";
import { deref } from "@smithy/core/schema";

type Schema = Parameters<JsonShapeSerializer2["write"]>[0];

/** What an operation takes and gives, as the SDK's own client describes it. */
export interface Shapes {
  input: Schema;
  output: Schema;
}

const OPERATION = 9;
const EPOCH_SECONDS = 7;
const DATE_TIME = 5;
const inJson = { timestampFormat: { useTrait: true, default: EPOCH_SECONDS }, jsonName: false } as const;
const inXml = {
  timestampFormat: { useTrait: true, default: DATE_TIME },
  httpBindings: false,
  xmlNamespace: "http://monitoring.amazonaws.com/doc/2010-08-01/",
  serviceNamespace: "com.amazonaws.cloudwatch",
} as const;

/** Undefined for what CloudWatch has no operation of that name for. */
export function shapesOf(operation: string): Shapes | undefined {
  const schema: unknown = Reflect.get(model, `${operation}$`);
  if (!Array.isArray(schema) || schema[0] !== OPERATION) return undefined;
  const [, , , , input, output] = schema;
  return { input: deref(input), output: deref(output) };
}

/** CBOR into JSON. Throws for bytes that are none. */
export function cborToJson({ input }: Shapes, bytes: Uint8Array): Buffer {
  return toJson(input, bytes.length === 0 ? {} : new CborShapeDeserializer2().read(input, bytes));
}

/** A form's fields, as a tree of texts, into JSON. Throws for times that are none. */
export function textsToJson({ input }: Shapes, texts: unknown): Buffer {
  return toJson(input, new XmlShapeDeserializer(inXml).readSchema(input, texts));
}

/** An answer in JSON into CBOR. */
export function jsonToCbor({ output }: Shapes, json: unknown): Uint8Array {
  const serializer = new CborShapeSerializer2();
  serializer.write(output, fromJson(output, json));
  return serializer.flush();
}

/** An answer in JSON into the XML of AWS Query. */
export function jsonToXml(
  operation: string,
  { output }: Shapes,
  json: unknown,
  requestId: string,
): Uint8Array {
  const isEmpty = output === "unit";
  const metadata: Schema = [3, "", "ResponseMetadata", 0, ["RequestId"], [0]];
  const names = [...(isEmpty ? [] : [`${operation}Result`]), "ResponseMetadata"];
  const members = [...(isEmpty ? [] : [output]), metadata];
  const response = [3, "", `${operation}Response`, 0, names, members] as Schema;
  const serializer = new XmlShapeSerializer(inXml);
  serializer.write(response, {
    ...(!isEmpty && { [`${operation}Result`]: fromJson(output, json) }),
    ResponseMetadata: { RequestId: requestId },
  });
  return Buffer.from(serializer.flush());
}

function toJson(schema: Schema, value: unknown): Buffer {
  const serializer = new JsonShapeSerializer2(inJson);
  serializer.write(schema, value);
  // Not Buffer.from(bytes): what the SDK gives turns into text then, and warns.
  const { buffer, byteOffset, byteLength } = serializer.flush();
  return Buffer.from(buffer, byteOffset, byteLength);
}

function fromJson(schema: Schema, json: unknown): unknown {
  return new JsonShapeDeserializer2(inJson).readObject(schema, json as never);
}
