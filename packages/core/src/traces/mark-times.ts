import type { SampleDocument } from "../documents/sample-document.ts";
import type { Mark } from "../explain/marks.ts";

/** A monotonic mark's time in ms since its process started. Undefined without such a mark. */
export function monotonicMs({ marks }: SampleDocument, name: string): number | undefined {
  const mark = marks.find((one) => one.name === name && one.kind === "monotonic");
  return mark && mark.at / 1_000;
}

/** A wall mark in ms since 1970, by the clock that it names. */
export function wallMark({ marks }: SampleDocument, name: string): Mark | undefined {
  return marks.find((mark) => mark.name === name && mark.kind === "wall");
}
