import { customer, customersPerJob, maxCustomers } from "@crisscross/core/job/customers";
import { expect, it } from "vitest";

const numbers = Array.from({ length: customersPerJob }, (_, n) => n);

it("makes the same customers from the same seed", () => {
  expect(numbers.map((n) => customer(31, n))).toEqual(numbers.map((n) => customer(31, n)));
  expect(customer(31, 0)).toMatchObject({
    email: expect.stringMatching(/^[a-z]+\.[a-z]+\.v-0@example\.com$/),
  });
});

it("gives no two of them one e-mail, within a job or across seeds", () => {
  const emails = [0, 1, 31, 4_294_967_295].flatMap((seed) => numbers.map((n) => customer(seed, n).email));
  expect(new Set(emails).size).toBe(emails.length);
});

it("varies the names", () => {
  expect(new Set(numbers.map((n) => customer(31, n).firstName)).size).toBeGreaterThan(5);
  expect(new Set(numbers.map((n) => customer(31, n).lastName)).size).toBeGreaterThan(5);
});

it.each([-1, maxCustomers, 1.5, Number.NaN])("has no customer %s", (n) => {
  expect(() => customer(31, n)).toThrow("a seed has customers 0 to 999999");
});
