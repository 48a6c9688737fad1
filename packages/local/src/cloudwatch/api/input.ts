import * as v from "valibot";
import { ApiError, type ApiErrorKind } from "./error.ts";

type Issue = v.BaseIssue<unknown>;

/**
 * Reads the input of an operation of metrics or dashboards, whose refusals speak of "the parameter
 * MetricData.member.1.Value". `kind`, where given, is the operation's one kind of refusal.
 */
export function readInput<S extends v.GenericSchema>(
  schema: S,
  input: object,
  kind?: ApiErrorKind,
): v.InferOutput<S> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const isMissing = issue.input === undefined;
  const usual = isMissing ? "MissingRequiredParameterException" : "InvalidParameterValueException";
  throw new ApiError(kind ?? usual, describeParameter(issue));
}

/**
 * Reads the input of an operation on alarms or logs, whose refusals list every constraint that is not met:
 * "1 validation error detected: Value '101' at 'maxRecords' failed to satisfy constraint: …". All are of one kind.
 */
export function readConstrained<S extends v.GenericSchema>(
  schema: S,
  input: object,
  kind: ApiErrorKind,
): v.InferOutput<S> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const failures = [...new Set(result.issues.map(describeFailure))];
  const counted = failures.length === 1 ? "1 validation error" : `${failures.length} validation errors`;
  throw new ApiError(kind, `${counted} detected: ${failures.join("; ")}`);
}

function describeParameter(issue: Issue): string {
  const { type, input, requirement, message } = issue;
  const field = listKeys(issue)
    .map((key) => (typeof key === "number" ? `member.${key + 1}` : key))
    .join(".");
  if (input === undefined) return `The parameter ${field} is required.`;
  if (type === "check") return message;
  if (isUnknown(issue)) return `The local cloud does not take the parameter ${field}; leave it out.`;
  if (type === "picklist")
    return `The parameter ${field} must be a value in the set [ ${listOptions(issue).join(", ")} ].`;
  if (type === "regex")
    return `The value ${input} for parameter ${field} is not matching the expected pattern ${printPattern(issue)}.`;
  if (type === "min_value" || type === "max_value" || type === "number")
    return `The value ${printNumber(input)} for parameter ${field} is invalid.`;
  if (type === "max_length" && Array.isArray(input))
    return `The collection ${field} must not have a size greater than ${requirement}.`;
  return `The parameter ${field} is not valid: ${message}`;
}

/** What is wrong with one item is said of its whole list. */
function describeFailure(issue: Issue): string {
  const [name, index] = listKeys(issue);
  if (isUnknown(issue)) return `The local cloud does not take '${name}'; leave it out`;
  const field = `${name}`.replace(/^[A-Z]/, (letter) => letter.toLowerCase());
  const constraint = describeConstraint(issue);
  const list = index === undefined ? issue.input : issue.path?.[1]?.input;
  const value = list === undefined ? "null" : `'${printValue(list)}'`;
  const told = index === undefined ? constraint : `Member must satisfy constraint: [${constraint}]`;
  return `Value ${value} at '${field}' failed to satisfy constraint: ${told}`;
}

function describeConstraint(issue: Issue): string {
  const { type, input, requirement, message } = issue;
  if (input === undefined) return "Member must not be null";
  switch (type) {
    case "min_value":
      return `Member must have value greater than or equal to ${requirement}`;
    case "max_value":
      return `Member must have value less than or equal to ${requirement}`;
    case "min_length":
      return `Member must have length greater than or equal to ${requirement}`;
    case "max_length":
      return `Member must have length less than or equal to ${requirement}`;
    case "picklist":
      return `Member must satisfy enum value set: [${listOptions(issue).join(", ")}]`;
    default:
      return message;
  }
}

/** Of a member that the schema has not. */
const isUnknown = ({ type, expected }: Issue): boolean => type === "strict_object" && expected === "never";

function listKeys({ path }: Issue): (string | number)[] {
  return path?.map(({ key }) => (typeof key === "number" ? key : String(key))) ?? ["request"];
}

/** An issue has the options of a picklist only in print: ("OK" | "ALARM"). */
function listOptions({ expected }: Issue): string[] {
  return (expected ?? "").replace(/[()"]/g, "").split(" | ");
}

function printPattern({ requirement }: Issue): string {
  return requirement instanceof RegExp ? requirement.source : String(requirement);
}

/** 1.79769E308, as Java prints it. */
function printNumber(input: unknown): string {
  return printValue(input).replace("e+", "E");
}

/** Objects as JSON: what a caller sends may have a toString of its own. */
function printValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printValue).join(", ")}]`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
