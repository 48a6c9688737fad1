import { checkLaunch } from "@crisscross/functions/http/check-launch";
import { expect, it } from "vitest";

const contextOf = (principal: string) => ({ authorizer: { lambda: { principal } } });

it.each([400, 500, 503])("fails the invocation that was to launch the canary and got a %i", (statusCode) => {
  const launch = () => checkLaunch(contextOf("canary"), { statusCode, body: '{"code":"unavailable"}' });
  expect(launch).toThrow(`the canary was not launched: the answer was ${statusCode} {"code":"unavailable"}`);
});

it("lets a canary that was launched pass, and every answer to a request of somebody else's", () => {
  checkLaunch(contextOf("canary"), { statusCode: 202, body: "" });
  checkLaunch(contextOf("0123456789ab"), { statusCode: 503, body: "" });
  checkLaunch({}, { statusCode: 503, body: "" });
});
