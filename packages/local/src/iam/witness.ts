import type { Access } from "../events/access.ts";
import type { Emit } from "../events/event.ts";

/** Tells of every access that policies allow a role, once for each kind. */
export function createWitness(emit: Emit): (roleArn: string, access: Access) => void {
  const seen = new Set<string>();
  return (roleArn, access) => {
    const key = JSON.stringify([roleArn, access]);
    if (seen.has(key)) return;
    seen.add(key);
    emit({ kind: "allowed", roleArn, access });
  };
}
