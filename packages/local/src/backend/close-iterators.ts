import { AbstractKeyIterator, AbstractValueIterator } from "abstract-level";

/**
 * dynalite 4.0.0 ends an iterator through `return`, which abstract-level 3 does not have: each Query would leave one
 * open for good, with the snapshot it reads. Gives iterators a `return` that closes them; doing it again changes nothing.
 */
export function closeEndedIterators(): void {
  for (const { prototype } of [AbstractKeyIterator, AbstractValueIterator])
    Object.defineProperty(prototype, "return", {
      configurable: true,
      value(this: { close(): Promise<void> }): Promise<void> {
        return this.close();
      },
    });
}
