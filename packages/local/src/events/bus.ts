/** Hands what it is told on to all who listen, in the order in which they came. */
export interface Bus<T> {
  tell: (one: T) => void;
  listen(listener: (one: T) => void): void;
}

export function createBus<T>(): Bus<T> {
  const listeners: ((one: T) => void)[] = [];
  return {
    tell: (one) => {
      for (const listener of listeners) listener(one);
    },
    listen: (listener) => {
      listeners.push(listener);
    },
  };
}
