import { seedOf } from "../edge/random.ts";

/** An id of so many bytes in lower-case hex: the same for the same parts, everywhere, and never all zeros. */
export function idOf(bytes: 8 | 16, ...parts: readonly string[]): string {
  const words = Array.from({ length: bytes / 4 }, (_, word) => seedOf("trace", word, ...parts));
  const hex = words.map((word) => word.toString(16).padStart(8, "0")).join("");
  return /^0+$/.test(hex) ? hex.replace(/0$/, "1") : hex;
}
