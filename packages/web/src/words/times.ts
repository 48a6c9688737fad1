/** How long, roughly: 45 s, 12 min, 3 h 20 min, 2 d 4 h. */
export function showDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return pair(hours, "h", minutes % 60, "min");
  return pair(Math.floor(hours / 24), "d", hours % 24, "h");
}

const pair = (more: number, moreUnit: string, less: number, lessUnit: string): string =>
  less === 0 ? `${more} ${moreUnit}` : `${more} ${moreUnit} ${less} ${lessUnit}`;

/** How long ago an instant was: just now, 5 min ago; from a day on its date and time in UTC. */
export function showAgo(iso: string, nowMs: number): string {
  const ms = nowMs - Date.parse(iso);
  if (ms < 60_000) return "just now";
  if (ms < 86_400_000) return `${showDuration(ms)} ago`;
  return showInstant(iso);
}

/** 2026-12-01 05:18 UTC. */
export const showInstant = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
