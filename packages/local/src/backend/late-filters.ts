interface Subscription {
  attributes: { FilterPolicy?: string };
}

/** fauxqs 2.4.1's store of topics. */
export interface FilteringStore {
  subscribe(
    topicArn: string,
    protocol: string,
    endpoint: string,
    attributes?: Subscription["attributes"],
  ): Subscription | undefined;
}

/**
 * Lets the filter policy of a new subscription take effect so much later; until then everything is delivered to it.
 * AWS: "additions or changes to a subscription filter policy require up to 15 minutes to fully take effect".
 */
export function delayFilters(store: FilteringStore, delayMs: number): { stop(): void } {
  const timers = new Set<NodeJS.Timeout>();
  const subscribe = store.subscribe.bind(store);
  store.subscribe = (topicArn, protocol, endpoint, { FilterPolicy, ...others } = {}) => {
    const subscription = subscribe(topicArn, protocol, endpoint, others);
    if (subscription === undefined || FilterPolicy === undefined) return subscription;
    const timer = setTimeout(() => {
      timers.delete(timer);
      subscription.attributes.FilterPolicy = FilterPolicy;
    }, delayMs);
    timers.add(timer);
    return subscription;
  };
  return { stop: () => [...timers].forEach(clearTimeout) };
}
