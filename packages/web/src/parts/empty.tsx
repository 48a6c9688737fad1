import type { ComponentChildren } from "preact";

/** Where there is nothing yet: what would stand here, and how to get it. */
export const Empty = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="empty">
    <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
      <path
        d="M12 12l24 24M36 12L12 36"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-dasharray="2 4"
        stroke-linecap="round"
      />
      {[
        [12, 12],
        [36, 12],
        [12, 36],
        [36, 36],
      ].map(([x, y]) => (
        <circle key={`${x}-${y}`} cx={x} cy={y} r="4" fill="none" stroke="currentColor" stroke-width="1.5" />
      ))}
    </svg>
    <h2>{title}</h2>
    {children}
  </div>
);
