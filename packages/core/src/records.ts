import { recordsPerJob } from "./block.ts";
import { seededRandom, seedOf } from "./random.ts";

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

/**
 * The n-th customer record of a job, the same for the same seed: what db-get reads and db-put writes. The e-mail is
 * unique per (seed, n). Throws RangeError unless n is a whole number from 0 to recordsPerJob - 1.
 */
export function customer(seed: number, n: number): Customer {
  if (!Number.isInteger(n) || n < 0 || n >= recordsPerJob)
    throw new RangeError(`customer ${n} does not exist: a job has customers 0 to ${recordsPerJob - 1}`);
  const random = seededRandom(seedOf("customer", seed, n));
  const firstName = pick(firstNames, random());
  const lastName = pick(lastNames, random());
  const email = `${firstName}.${lastName}.${seed.toString(36)}-${n}@example.com`.toLowerCase();
  return { email, firstName, lastName };
}

function pick(names: readonly string[], uniform: number): string {
  return names[Math.floor(uniform * names.length)] as string;
}
