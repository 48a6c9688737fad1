/** Keeps the place of what is coming, so that nothing moves when it comes. */
export const Loading = ({ what, lines = 4 }: { what: string; lines?: number }) => (
  <div class="loading" role="status">
    <span class="only-read">Loading {what}…</span>
    {Array.from({ length: lines }, (_, place) => (
      <span key={place} class="loading-line" aria-hidden="true" />
    ))}
  </div>
);
