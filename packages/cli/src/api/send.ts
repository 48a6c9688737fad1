export interface Answer {
  status: number;
  body: string;
  link: string | null;
  /** The header crisscross-damaged: blocks that a page of samples leaves out. */
  damaged?: string | null;
}

export interface Sent {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** Makes one request; rejects when nothing answers. Follows no redirect: the token is for the address that was named. */
export type Send = (sent: Sent) => Promise<Answer>;

export const sendByFetch: Send = async ({ url, ...init }) => {
  const response = await fetch(url, { ...init, redirect: "manual" });
  const { status, headers } = response;
  return {
    status,
    body: await response.text(),
    link: headers.get("link"),
    damaged: headers.get("crisscross-damaged"),
  };
};
