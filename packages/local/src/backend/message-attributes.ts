export interface MessageAttribute {
  DataType?: string;
  StringValue?: string;
  BinaryValue?: string;
}

/** SQS takes ten a message; SNS more, of which raw delivery to a queue carries ten. */
export const mostAttributes = 10;
const longestName = 256;

/** What is wrong with a message attribute, for SNS and SQS to put in their words. */
export type AttributeFault = "length" | "characters" | "edges" | "dots" | "type" | "empty" | "number";

/** Source: developer guides of SNS and SQS, message attributes. */
export function findAttributeFault(name: string, attribute: MessageAttribute): AttributeFault | undefined {
  if (name.length > longestName || name === "") return "length";
  if (!/^[\w.-]+$/.test(name)) return "characters";
  if (/^(\.|aws\.|amazon\.)|\.$/i.test(name)) return "edges";
  if (name.includes("..")) return "dots";
  const { DataType = "", StringValue = "", BinaryValue = "" } = attribute;
  const [, kind] = /^(String|Number|Binary)(?:\.[\s\S]+)?$/.exec(DataType) ?? [];
  if (kind === undefined || DataType.length > longestName) return "type";
  if ((kind === "Binary" ? BinaryValue : StringValue) === "") return "empty";
  const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(StringValue);
  return kind === "Number" && !isNumber ? "number" : undefined;
}
