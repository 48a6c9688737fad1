import { InvokeCommand } from "@aws-sdk/client-lambda";
import { describe, expect, it } from "vitest";
import { startHost } from "./host.ts";
import { spec } from "./spec.ts";

describe("invoking a function", () => {
  it("answers with what the handler returns, the executed version and a request id", async () => {
    const { client } = await startHost([spec("one")]);
    const output = await client.send(new InvokeCommand({ FunctionName: "one", Payload: "{}" }));
    expect(output.StatusCode).toBe(200);
    expect(output.ExecutedVersion).toBe("$LATEST");
    expect(output.FunctionError).toBeUndefined();
    expect(output.LogResult).toBeUndefined();
    expect(output.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.parse(Buffer.from(output.Payload ?? []).toString())).toMatchObject({ served: 1 });
  });

  it("takes a name, a partial ARN, an ARN and the qualifier $LATEST for the same function", async () => {
    const { invoke } = await startHost([spec("one")]);
    const arn = "arn:aws:lambda:eu-west-2:000000000000:function:one";
    for (const name of ["one", "000000000000:function:one", arn, `${arn}:$LATEST`, "one:$LATEST"]) {
      expect((await invoke(name, {})).status, name).toBe(200);
    }
  });

  it("takes an empty payload for an empty event", async () => {
    const { client } = await startHost([spec("one")]);
    const output = await client.send(new InvokeCommand({ FunctionName: "one" }));
    expect(output.StatusCode).toBe(200);
    expect(output.FunctionError).toBeUndefined();
  });

  it("gives the handler the whole context", async () => {
    const { client, records } = await startHost([spec("one", { timeoutMs: 7000, memoryMb: 192 })]);
    const ClientContext = Buffer.from(JSON.stringify({ custom: { from: "test" } })).toString("base64");
    const Payload = JSON.stringify({ show: "context" });
    const output = await client.send(new InvokeCommand({ FunctionName: "one", Payload, ClientContext }));
    const context = JSON.parse(Buffer.from(output.Payload ?? []).toString());
    expect(context).toMatchObject({
      functionName: "one",
      functionVersion: "$LATEST",
      memoryLimitInMB: "192",
      invokedFunctionArn: "arn:aws:lambda:eu-west-2:000000000000:function:one",
      awsRequestId: output.$metadata.requestId,
      logGroupName: "/aws/lambda/one",
      clientContext: { custom: { from: "test" } },
    });
    expect(context.logStreamName).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
    expect(context.logStreamName).toBe(records[0]?.logStream);
    expect(context.remainingMs).toBeGreaterThan(0);
    expect(context.remainingMs).toBeLessThanOrEqual(7000);
  });

  it("refuses a function it does not have as AWS does", async () => {
    const { invoke } = await startHost([spec("one")]);
    const otherRegion = "arn:aws:lambda:us-east-1:000000000000:function:one";
    for (const name of ["nope", otherRegion, "one:7"]) {
      await expect(invoke(name, {}), name).rejects.toMatchObject({
        name: "ResourceNotFoundException",
        Type: "User",
        $metadata: { httpStatusCode: 404 },
      });
    }
  });

  it("checks a dry run without running anything", async () => {
    const { client, host, events } = await startHost([spec("one")]);
    const command = new InvokeCommand({ FunctionName: "one", InvocationType: "DryRun" });
    expect((await client.send(command)).StatusCode).toBe(204);
    expect(host.environments()).toEqual([]);
    expect(events).toEqual([]);
  });

  it("refuses a payload that is not JSON", async () => {
    const { client, events } = await startHost([spec("one")]);
    for (const Payload of ["{", "NaN", Buffer.from([0x22, 0xff, 0x22])]) {
      await expect(client.send(new InvokeCommand({ FunctionName: "one", Payload }))).rejects.toMatchObject({
        name: "InvalidRequestContentException",
        message: expect.stringContaining("Could not parse request body into json"),
        $metadata: { httpStatusCode: 400 },
      });
    }
    expect(events).toEqual([]);
  });

  it("refuses an invocation type and a path that Lambda does not have", async () => {
    const { client, url } = await startHost([spec("one")]);
    const command = new InvokeCommand({ FunctionName: "one", InvocationType: "Later" as "Event" });
    await expect(client.send(command)).rejects.toMatchObject({ name: "InvalidParameterValueException" });
    const answer = await fetch(`${url}/2015-03-31/functions`, { method: "POST" });
    expect(answer.status).toBe(404);
    const words = expect.stringContaining("knows Invoke and what its GETs describe");
    expect(await answer.json()).toEqual({ Message: words, message: words });
  });

  it("carries 6 MB both ways and refuses more", async () => {
    const { client, invoke } = await startHost([spec("one", { memoryMb: 512 })]);
    const limitBytes = 6 * 1024 * 1024;
    const send = (bytes: number) =>
      client.send(new InvokeCommand({ FunctionName: "one", Payload: `{"a":"${"x".repeat(bytes - 8)}"}` }));
    expect((await send(limitBytes)).StatusCode).toBe(200);
    await expect(send(limitBytes + 1)).rejects.toMatchObject({
      name: "RequestEntityTooLargeException",
      $metadata: { httpStatusCode: 413 },
    });
    const largest = await invoke("one", { answerBytes: limitBytes + 98 });
    expect(largest).toMatchObject({ functionError: undefined, payload: "x".repeat(limitBytes + 98) });
    expect(await invoke("one", { answerBytes: limitBytes + 99 })).toMatchObject({
      functionError: "Unhandled",
      payload: {
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
      },
    });
  });
});
