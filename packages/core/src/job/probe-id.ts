import * as v from "valibot";

/** Names one probe within its job. */
export interface ProbeId {
  origin: string;
  /** Its number among the origin's probes, from 0. */
  seq: number;
}

export const probeIdForm = "ORIGIN.NUMBER, such as ap-south-1.17";

const form = /^([a-z0-9-]{1,40})\.(0|[1-9]\d{0,6})$/;

/** A probe's id as text. */
export const ProbeIdText = v.pipe(v.string(), v.regex(form, probeIdForm));

export const probeIdOf = ({ origin, seq }: ProbeId): string => `${origin}.${seq}`;

/** Undefined for text that names no probe. */
export function parseProbeId(text: string): ProbeId | undefined {
  const [, origin, seq] = form.exec(text) ?? [];
  return origin === undefined || seq === undefined ? undefined : { origin, seq: Number(seq) };
}
