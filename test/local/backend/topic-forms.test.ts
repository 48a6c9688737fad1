import { expect, it } from "vitest";
import { queueArn } from "../fixtures/graph.ts";
import { sendRaw, signRaw } from "../fixtures/sign.ts";
import { openDesk, TopicArn } from "./desk.ts";

const desk = openDesk();

const headers = { "content-type": "application/x-www-form-urlencoded" };
async function ask(fields: Record<string, string>): Promise<{ status: number | undefined; text: string }> {
  const body = new URLSearchParams(fields).toString();
  const { endpoint, credentials } = desk.session.cloud;
  const signed = signRaw(endpoint, { headers, body }, { service: "sns", region: "us-east-1" }, credentials);
  return sendRaw(endpoint, { method: "POST", headers: signed, body });
}

/** Each to a queue of its own: SNS refuses to subscribe one twice with other attributes. */
let subscriptions = 0;
const subscribe = (...entries: object[]) => ({
  ...{ Action: "Subscribe", TopicArn, Protocol: "sqs", Endpoint: queueArn(`another-${++subscriptions}`) },
  ...Object.assign({}, ...entries),
});
const entry = (index: string, key: string, value?: string) => ({
  [`Attributes.entry.${index}.key`]: key,
  ...(value !== undefined && { [`Attributes.entry.${index}.value`]: value }),
});
const suffix = '{"a":[{"suffix":"x"}]}';
const setPolicy = { Action: "SetTopicAttributes", TopicArn, AttributeName: "Policy" };

it.each<[string, Record<string, string>]>([
  [
    "hides a filter policy behind the same key without a value",
    subscribe(entry("1", "FilterPolicy", suffix), entry("2", "FilterPolicy")),
  ],
  [
    "hides a filter policy behind the same key",
    subscribe(entry("1", "FilterPolicy", suffix), entry("2", "FilterPolicy", "")),
  ],
  ["has a key without a value", subscribe(entry("1", "RawMessageDelivery"))],
  ["has a value without a key", subscribe({ "Attributes.entry.1.value": "true" })],
  [
    "has an entry with something else",
    subscribe(entry("1", "RawMessageDelivery", "true"), { "Attributes.entry.1.x": "y" }),
  ],
  ["numbers an entry 01", subscribe(entry("01", "RawMessageDelivery", "true"))],
  ["numbers an entry x", subscribe(entry("x", "RawMessageDelivery", "true"))],
  ["makes a topic's policy nonsense", { ...setPolicy, AttributeValue: "nonsense" }],
  ["makes a topic's policy a list", { ...setPolicy, AttributeValue: "[]" }],
  ["creates a FIFO topic", { Action: "CreateTopic", Name: "a.fifo", ...entry("1", "FifoTopic", "true") }],
  [
    "creates a topic with nonsense for a policy",
    { Action: "CreateTopic", Name: "new", ...entry("1", "Policy", "{") },
  ],
])("a form that %s is refused", async (_what, fields) => {
  const { status, text } = await ask(fields);
  expect(status).toBe(400);
  expect(text).toContain("<Code>InvalidParameter</Code>");
});

it("a form with a key and a value is taken", async () => {
  const fields = subscribe(entry("1", "FilterPolicy", '{"a":["x"]}'), {
    Endpoint: queueArn("another"),
  });
  expect(await ask(fields)).toMatchObject({ status: 200 });
});
