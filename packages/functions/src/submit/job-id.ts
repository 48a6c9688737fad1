const digits = "0123456789abcdefghjkmnpqrstvwxyz";
const timeDigits = 10;
const randomDigits = 16;

/** Bytes of randomness an id takes: 80 bits. */
export const idRandomBytes = 10;

/** Makes a job id, in the form of core's JobId, of a wall clock and `idRandomBytes` random bytes. */
export function jobIdOf(epochMs: number, random: Uint8Array): string {
  const entropy = random.slice(0, idRandomBytes).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return base32(BigInt(epochMs), timeDigits) + base32(entropy, randomDigits);
}

function base32(value: bigint, length: number): string {
  let rest = value;
  let text = "";
  for (let place = 0; place < length; place++) {
    text = digits.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}
