import type { JobView } from "@crisscross/core/documents/job-view";
import { describe, expect, it } from "vitest";
import type { ApiClient } from "../../../packages/cli/src/api/api-client.ts";
import { findJob } from "../../../packages/cli/src/job/find-job.ts";
import { viewOf } from "../job-views.ts";

/** Newest first, in pages of two, by when they were made as the API does it. */
function listing(...ids: string[]) {
  const asked: Parameters<ApiClient["jobs"]>[0][] = [];
  const jobs: ApiClient["jobs"] = async (query) => {
    asked.push(query);
    const { from = "0000", to = "9999", cursor = "0" } = query;
    const made = ids.filter((id) => from <= madeAt(id) && madeAt(id) < to);
    const at = Number(cursor);
    const page = made.slice(at, at + 2).map((id): JobView => ({ ...viewOf({ ok: 1 }), id }));
    return { jobs: page, ...(made.length > at + 2 && { next: `${at + 2}` }) };
  };
  return { jobs, asked };
}

const digits = "0123456789abcdefghjkmnpqrstvwxyz";
const madeAt = (id: string): string =>
  new Date([...id.slice(0, 10)].reduce((sum, digit) => sum * 32 + digits.indexOf(digit), 0)).toISOString();

const idOf = (time: string, rest: string) => `${time}${rest.padEnd(16, "0")}`;
const monday = idOf("01m8r1zeh3", "zsa");
const twin = idOf("01m8r1zeh3", "zsb");
const before = idOf("01kzzzzzzz", "a");
const first = idOf("01jd0c3k9x", "4v7");
const all = [twin, monday, before, first];

describe("a job", () => {
  it.each([
    ["last", twin],
    ["01jd", first],
    ["01kzzzzzzz", before],
    ["01m8r1zeh3zsa", monday],
    [monday.slice(0, 25), monday],
  ])("that is called %s is %s", async (text, id) => {
    expect(await findJob(listing(...all), text)).toBe(id);
  });

  it.each([monday, "j1", "London", "01M8R"])("called %s is left to the API, without a look", async (text) => {
    const { jobs, asked } = listing(...all);
    expect(await findJob({ jobs }, text)).toBe(text);
    expect(asked).toEqual([]);
  });

  it("is looked for among those of its time alone", async () => {
    const { jobs, asked } = listing(...all);
    await findJob({ jobs }, "01jd0c3k9");
    expect(asked).toMatchObject([{ from: madeAt("01jd0c3k90"), to: madeAt("01jd0c3ka0") }]);
  });

  it("is not told from others by what they begin with as well: the error names them", async () => {
    await expect(findJob(listing(...all), "01m8")).rejects.toMatchObject({
      exitCode: 2,
      message: `<job>: 01m8 begins the ids of several jobs: ${twin}, ${monday}; accepted: more characters of one of them`,
    });
    const many = Array.from({ length: 9 }, (_, at) => idOf("01m8r1zeh3", `${at}`));
    await expect(findJob(listing(...many), "0")).rejects.toThrow(`${many[4]}, …; accepted`);
  });

  it("that is not there is named with how to find one", async () => {
    await expect(findJob(listing(...all), "01zz")).rejects.toMatchObject({
      exitCode: 1,
      message: "no job's id begins with 01zz; npx crisscross jobs lists them",
    });
    // Made in a year that no instant has.
    await expect(findJob(listing(...all), "7")).rejects.toThrow("no job's id begins with 7");
    await expect(findJob(listing(), "last")).rejects.toThrow(
      "there is no job yet; npx crisscross probe runs one",
    );
  });
});
