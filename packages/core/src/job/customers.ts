import { seededRandom, seedOf } from "../edge/random.ts";

/** db variants share this many customer records per job and region. */
export const customersPerJob = 25;

export interface Customer {
  email: string;
  firstName: string;
  lastName: string;
}

const firstNames = [
  "Aiko",
  "Ananya",
  "Beatriz",
  "Callum",
  "Diego",
  "Emily",
  "Farah",
  "Gustavo",
  "Haruto",
  "Isla",
  "Joao",
  "Kavya",
  "Liam",
  "Mei",
  "Noah",
  "Olivia",
  "Priya",
  "Rafael",
  "Sakura",
  "Thomas",
];

const lastNames = [
  "Almeida",
  "Bennett",
  "Costa",
  "Das",
  "Evans",
  "Fujita",
  "Gupta",
  "Hughes",
  "Iyer",
  "Jones",
  "Kato",
  "Lima",
  "Mehta",
  "Nguyen",
  "Okada",
  "Patel",
  "Reddy",
  "Silva",
  "Tanaka",
  "Walker",
];

/** Of one seed; a job uses the first few. */
export const maxCustomers = 1_000_000;

/**
 * The n-th customer record of a seed, always the same: what db-get reads and db-put writes. The e-mail is unique per
 * (seed, n). Throws RangeError unless n is a whole number from 0 to maxCustomers - 1.
 */
export function customer(seed: number, n: number): Customer {
  if (!Number.isInteger(n) || n < 0 || n >= maxCustomers)
    throw new RangeError(`customer ${n} does not exist: a seed has customers 0 to ${maxCustomers - 1}`);
  const random = seededRandom(seedOf("customer", seed, n));
  const firstName = pick(firstNames, random());
  const lastName = pick(lastNames, random());
  const email = `${firstName}.${lastName}.${seed.toString(36)}-${n}@example.com`.toLowerCase();
  return { email, firstName, lastName };
}

function pick(names: readonly string[], uniform: number): string {
  return names[Math.floor(uniform * names.length)] as string;
}
