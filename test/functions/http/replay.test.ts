import { expect, it } from "vitest";
import { until } from "../../support/until.ts";
import { json, openApi } from "./open-api.ts";

const keyed = { ...json, "idempotency-key": "k1" };

it("says of an answer that an earlier request made its job", async () => {
  const { post } = openApi();
  const answers = [await post("{}", keyed), await post("{}", keyed), await post("{}")];
  expect(answers.map(({ headers }) => headers.get("idempotent-replayed"))).toEqual([null, "true", null]);
});

it("a key in flight is answered with 409 and when to try again, and is queued once", async () => {
  let go = () => {};
  const opened = openApi(({ queue }) => {
    const { send } = queue;
    queue.send = (id) => new Promise<void>((resolve) => (go = resolve)).then(() => send(id));
  });
  const first = opened.post("{}", keyed);
  await until(() => opened.store.writes() > 1);
  const second = await opened.post("{}", keyed);
  expect(second).toMatchObject({ status: 409, body: { code: "in-flight", retryable: true } });
  expect(second.headers.get("retry-after")).toBe("3");
  go();
  const { body } = await first;
  expect((await opened.post("{}", keyed)).body.id).toBe(body.id);
  expect(opened.sent).toEqual([body.id]);
});
