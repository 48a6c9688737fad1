import type { Resource } from "@crisscross/local/graph/graph";
import { services } from "@crisscross/local/provision/services";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildGraph } from "../fixtures/graph.ts";
import { openSession, type Session } from "../fixtures/session.ts";
import { type RawRequest, sendRaw, signRaw } from "../fixtures/sign.ts";
import { toy } from "../fixtures/toy/service.ts";

const toyOf = (name: string, inputs: Resource["inputs"]): Resource => ({
  ...{ type: "aws:toy/toy:Toy", region: "us-east-1", id: name },
  ...{ name, inputs },
});
const open = (...toys: Resource[]) =>
  openSession({ graph: buildGraph(toys), services: [...services, toy], alarmTickMs: 0 });

let session: Session;
beforeAll(async () => {
  session = await open(toyOf("ball", { colour: "red" }));
});
afterAll(() => session.cloud.stop());

function ask(service: string, request: RawRequest) {
  const { endpoint, credentials } = session.cloud;
  const headers = signRaw(endpoint, request, { service, region: "us-east-1" }, credentials);
  return sendRaw(endpoint, { ...request, headers });
}
const getToy = (name: string) => ask("toy", { method: "GET", path: `/toys/${encodeURIComponent(name)}` });

it("a service that is a folder and an entry answers, in its own shape", async () => {
  expect(await getToy("ball")).toMatchObject({ status: 200, text: '{"ToyName":"ball","Colour":"red"}' });
  const missing = await getToy("kite");
  expect(missing).toMatchObject({
    status: 404,
    headers: { "x-amzn-errortype": "ResourceNotFoundException" },
  });
});

it("has its names checked, and its resources' inputs and limits", async () => {
  const abroad = await getToy("arn:aws:toy:eu-west-2:000000000000:toy/ball");
  expect(abroad.text).toContain("is of region eu-west-2, and the request is signed for us-east-1");
  await expect(open(toyOf("kite", { colour: "green" }))).rejects.toThrow(
    'has colour = "green", which AWS refuses; accepted: red or blue (Toy Guide)',
  );
  await expect(open(toyOf("kite", { weight: 1 }))).rejects.toThrow("sets weight");
});

it("has the metrics of what it observes", async () => {
  await getToy("ball");
  const listed = await ask("monitoring", {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "GraniteServiceVersion20100801.ListMetrics",
    },
    body: '{"Namespace":"AWS/Toy"}',
  });
  expect(listed.text).toContain('"MetricName":"Asked","Dimensions":[{"Name":"ToyName","Value":"ball"}]');
});
