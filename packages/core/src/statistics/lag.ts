/**
 * The correlation of neighbours among deviations from a mean, -1 to 1 (Bartlett 1946): near 0 where what follows does not depend on
 * what was. Undefined below three, and where none deviates.
 */
export function lag1Of(deviations: Float64Array): number | undefined {
  if (deviations.length < 3) return undefined;
  let [products, squares, before] = [0, 0, 0];
  for (const deviation of deviations) {
    products += before * deviation;
    squares += deviation * deviation;
    before = deviation;
  }
  return squares === 0 ? undefined : products / squares;
}
