import { expect, it } from "vitest";
import { fakeApi } from "./fake-api.ts";

const job = { path: { id: "j" } };
const tagged = { headers: { etag: 'W/"1"' }, body: { state: "complete" } };

it("what has not changed is asked for by its tag, and answered from what was kept", async () => {
  const { client, asked } = fakeApi([tagged, { status: 304 }]);
  const [first, second, third] = [
    await client.getJob(job),
    await client.getJob(job),
    await client.getJob(job),
  ];
  expect(second.data).toEqual(first.data);
  expect(third.data).toEqual({ state: "complete" });
  expect(third.response.status).toBe(200);
  expect(asked.map(({ request }) => request.headers.get("if-none-match"))).toEqual([null, 'W/"1"', 'W/"1"']);
});

it("what has changed takes the place of what was kept", async () => {
  const changed = { headers: { etag: 'W/"2"' }, body: { state: "cancelled" } };
  const { client, asked } = fakeApi([tagged, changed, { status: 304 }]);
  await client.getJob(job);
  await client.getJob(job);
  expect((await client.getJob(job)).data).toEqual({ state: "cancelled" });
  expect(asked[2]?.request.headers.get("if-none-match")).toBe('W/"2"');
});

it("every address has its own tag, of the last eight", async () => {
  const { client, asked } = fakeApi([tagged]);
  for (let n = 0; n < 9; n++) await client.getJob({ path: { id: `${n}` } });
  await client.getJob({ path: { id: "1" } });
  await client.getJob({ path: { id: "0" } });
  const tags = asked.map(({ request }) => request.headers.get("if-none-match"));
  expect(tags.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => null));
  expect(tags.slice(9)).toEqual(['W/"1"', null]);
});

it("nothing is kept for who does not want it, or of a refusal", async () => {
  const forgetful = fakeApi([tagged], { remembers: false });
  await forgetful.client.getJob(job);
  await forgetful.client.getJob(job);
  const refused = fakeApi([{ ...tagged, status: 404 }, tagged]);
  await expect(refused.client.getJob(job)).rejects.toMatchObject({ status: 404 });
  await refused.client.getJob(job);
  for (const { asked } of [forgetful, refused])
    expect(asked.map(({ request }) => request.headers.get("if-none-match"))).toEqual([null, null]);
});
