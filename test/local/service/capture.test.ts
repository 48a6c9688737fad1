import { capture } from "@crisscross/local/service/capture";
import { expect, it } from "vitest";

const call = { method: "POST", path: "/", headers: {}, body: Buffer.from("x") };

it.each(["data", "end"])("rejects with what a handler throws at the request's %s", async (event) => {
  const answered = capture(call, (request) => {
    request.on(event, () => {
      throw new TypeError("of the handler");
    });
    request.resume();
  });
  await expect(answered).rejects.toThrow("of the handler");
});
