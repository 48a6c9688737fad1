import type { IncomingMessage } from "node:http";

const loopbackNames: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Why a request is not for this port, in words for its sender; undefined when it may pass. A web page can reach the ports of
 * the machine that shows it: browsers say in Origin and Sec-Fetch-Site whose page it is, and in Host by which name (a name
 * made to lead here by its owner, DNS rebinding). Names of this machine pass whatever port follows, as a tunnel has another.
 */
export function findStranger(
  { headers, rawHeaders }: IncomingMessage,
  isOwnName: (name: string) => boolean = (name) => loopbackNames.includes(name),
): string | undefined {
  const repeated = decisive.find((name) => countHeader(rawHeaders, name) > 1);
  if (repeated !== undefined) return `The header ${repeated} is given twice; give it once.`;
  const { host = "", origin } = headers;
  if (!isOwnName(host.replace(/:\d{1,5}$/, "").toLowerCase())) {
    return `The Host ${JSON.stringify(host)} is not this machine; call it by one of ${loopbackNames.join(", ")}.`;
  }
  const site = headers["sec-fetch-site"];
  const isOwn =
    origin === undefined
      ? site === undefined || ownSites.includes(String(site))
      : origin === `http://${host}`;
  if (isOwn) return undefined;
  return `Web pages of another origin (${origin ?? site}) may not call this; call it from a program.`;
}

/** Of these a second one would leave open which of them counts. */
const decisive = ["host", "authorization", "content-type", "content-encoding", "x-amz-target", "x-amz-date"];
/** What browsers say of a page of this port, and of an address typed by a person. */
const ownSites: readonly string[] = ["same-origin", "none"];

function countHeader(rawHeaders: readonly string[], name: string): number {
  return rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length;
}
