/** A filter on message attributes, as SNS reads it. */
export type FilterPolicy = Readonly<Record<string, unknown>>;

/** Matches the blocks of one origin. */
export const originIs = (region: string): FilterPolicy => ({ origin: [region] });

/**
 * SNS drops a message that no filter matches without a trace; this one matches what the others do not. Only a message without
 * any attribute is matched by no filter on attributes, `exists: false` included: the alarm probes-filtered-out tells of it.
 */
export const originIsNoneOf = (regions: readonly string[]): FilterPolicy => ({
  $or: [{ origin: [{ "anything-but": regions }] }, { origin: [{ exists: false }] }],
});
