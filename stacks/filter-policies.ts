/** What a subscription to the topic of probes lets through, by the message attribute `origin`. */
type FilterPolicy = Readonly<Record<string, unknown>>;

/** The blocks of one origin. */
export const ofOrigin = (region: string): FilterPolicy => ({ origin: [region] });

/** What the filters of these origins leave over, a message without `origin` too. */
export const ofNoneOf = (regions: readonly string[]): FilterPolicy => ({
  $or: [{ origin: [{ "anything-but": regions }] }, { origin: [{ exists: false }] }],
});
