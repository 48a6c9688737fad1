/** A level of confidence, 0 to 1, in per cent, with so many digits that it is not 100%. */
export const confidence = (level: number): string => `${Number((100 * level).toFixed(6))}%`;
