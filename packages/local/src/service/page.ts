/** Cuts a page out of a list. `next`, the token of the page after it, is where that starts; of another, throws `refuse()`. */
export function pageFrom<T>(
  items: readonly T[],
  { token, limit }: { token: string | undefined; limit: number },
  refuse: () => Error,
): { page: T[]; next?: string } {
  const start = token === undefined ? 0 : readToken(token, refuse);
  const end = start + limit;
  const page = items.slice(start, end);
  return end < items.length ? { page, next: printToken(end) } : { page };
}

export function printToken(place: number): string {
  return Buffer.from(`at:${place}`).toString("base64url");
}

export function readToken(token: string, refuse: () => Error): number {
  const place = /^at:(\d+)$/.exec(Buffer.from(token, "base64url").toString())?.[1];
  if (place === undefined) throw refuse();
  return Number(place);
}
