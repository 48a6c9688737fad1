/** Where a measurement's network comes from: AWS itself, the local cloud's delay table, or no delay at all. */
export const wans = ["aws", "simulated", "none"] as const;

export type Wan = (typeof wans)[number];

/** What a document of many samples says of their network: `mixed` where they do not agree. */
export const documentWans = [...wans, "mixed"] as const;

export type DocumentWan = (typeof documentWans)[number];

/** That of the samples; where there are none, of the job as it was submitted. */
export function wanOf(found: ReadonlySet<Wan>, submitted: Wan): DocumentWan {
  const [first, ...others] = found;
  return others.length > 0 ? "mixed" : (first ?? submitted);
}
