/** Names one probe within its job. */
export interface ProbeId {
  origin: string;
  /** Its number among the origin's probes, from 0. */
  seq: number;
}

export const probeIdForm = "ORIGIN.NUMBER, such as ap-south-1.17";

export const probeIdOf = ({ origin, seq }: ProbeId): string => `${origin}.${seq}`;

/** Undefined for text that names no probe. */
export function parseProbeId(text: string): ProbeId | undefined {
  const [, origin, seq] = /^([a-z0-9-]{1,40})\.(0|[1-9]\d{0,6})$/.exec(text) ?? [];
  return origin === undefined || seq === undefined ? undefined : { origin, seq: Number(seq) };
}
