/** 97.5% points of Student's t with 1 to 30 degrees of freedom (any statistics textbook's table). */
const table = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604,
  2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555,
  2.0518, 2.0484, 2.0452, 2.0423,
] as const;

/** The 97.5% point of the normal distribution. */
export const z975 = 1.959964;

/**
 * The 97.5% point of Student's t; beyond the table by Fisher's expansion in 1/degrees, right to 4 decimals. Degrees that are not whole are
 * rounded down.
 */
export function student975(wanted: number): number {
  const degrees = Math.floor(wanted);
  const z = z975;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return table[degrees - 1] ?? z + first / degrees + second / degrees ** 2 + third / degrees ** 3;
}
