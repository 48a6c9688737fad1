import type { ComponentChildren } from "preact";

/** What may be wider than the page: it scrolls by itself, by keys too. */
export const Scroll = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
  <section class="list-scroll" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
