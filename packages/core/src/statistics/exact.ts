/** An integer of any size: a number wherever that is exact, so that equal integers have one form. Numbers are far quicker. */
export type Exact = number | bigint;

export function addExact(a: Exact, b: Exact): Exact {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return exactOf(BigInt(a) + BigInt(b));
}

/** The product of two whole numbers. */
export function multiplyExact(a: Exact, b: Exact): Exact {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return exactOf(BigInt(a) * BigInt(b));
}

export function exactOf(whole: bigint): Exact {
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : whole;
}
