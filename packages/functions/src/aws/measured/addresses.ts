// Not its members: sockets, too, look the function up on the module each time.
import dns from "node:dns";
import type { LookupFunction } from "node:net";

/** Of all agents: addresses that did not answer a greeting. A name's others are taken instead, as long as there are any. */
const silent = new Set<string>();

/** As dns.lookup, for one address of a name. */
export const lookUpAnswering: LookupFunction = (name, options, answer) => {
  dns.lookup(name, { ...options, all: true }, (error, found) => {
    if (error) return answer(error, []);
    const answering = found.filter(({ address }) => !silent.has(address));
    if (answering.length === 0) for (const { address } of found) silent.delete(address);
    const [chosen] = answering.length > 0 ? answering : found;
    if (options.all) answer(null, chosen ? [chosen] : []);
    else answer(null, chosen?.address ?? "", chosen?.family);
  });
};

export function giveUpAddress(address: string): void {
  silent.add(address);
}
