/**
 * Memory of many environments, measured in a host that has held no others: pages left behind by a freed thread
 * would go uncounted. Started as `environments-memory.ts <kind> <count> <built>`.
 */

import { proportionalMb, starters } from "./environments-kinds.ts";
import { Gate } from "./gate.ts";

const [kind = "", count = "0", built = "{}"] = process.argv.slice(2);
const start = starters[kind];
if (start === undefined) throw new Error(`No such kind of environment: ${kind}.`);
const beforeMb = proportionalMb();
const gate = new Gate(2);
const subjects = await Promise.all(
  Array.from({ length: Number(count) }, async () => {
    await gate.enter();
    const subject = start(JSON.parse(built));
    await subject.init();
    gate.leave();
    return subject;
  }),
);
const ownMb = subjects.reduce((sum, { pid }) => sum + (pid === undefined ? 0 : proportionalMb(pid)), 0);
process.send?.((ownMb + proportionalMb() - beforeMb) / subjects.length);
await Promise.all(subjects.map(({ stop }) => stop()));
process.disconnect?.();
