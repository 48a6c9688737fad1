import type { Region } from "./regions.ts";
import { isRegion } from "./regions.ts";
import { isWork, type Work, works } from "./works.ts";

/** How a call is made. Written as a name such as `bare`, `db-get/fresh` or `bare/direct/up=1024`. */
export interface Variant {
  work: Work;
  /** `nested`: consume calls outer, outer calls inner. `direct`: consume calls inner. */
  path: "nested" | "direct";
  /** Whether the call to the last function goes over an established connection or opens its own. */
  connection: "reused" | "fresh";
  /** Whether calls do without the tail of the callee's log, and so without receipts: what does asking for it cost? */
  quiet: boolean;
  /** Regions of further outer functions between origin and target, in order. */
  via: readonly Region[];
  /** Bytes of padding sent to, and asked back from, the last function. */
  upBytes: number;
  downBytes: number;
}

/** AWS's limit for a synchronous payload is 6 MB; the log of one probe must stay small, so padding stops at 256 KB. */
const maxPaddingBytes = 262_144;
/** A route has 2 to 5 functions: outer, up to three in between, inner. */
export const maxVia = 3;

export const variantForm = `${works.slice(0, -1).join(", ")} or ${works.at(-1)}, then any of /direct, /fresh, /quiet, /via=REGION+REGION (up to ${maxVia}), /up=BYTES, /down=BYTES (0 to ${maxPaddingBytes})`;

/** Parses a variant's name; undefined when it is not one. Order of modifiers does not matter. */
export function parseVariant(name: string): Variant | undefined {
  const [work, ...modifiers] = name.split("/");
  if (!isWork(work)) return undefined;
  const variant: Variant = {
    work,
    path: "nested",
    connection: "reused",
    quiet: false,
    via: [],
    upBytes: 0,
    downBytes: 0,
  };
  const seen = new Set<string>();
  for (const modifier of modifiers) {
    const [key = "", value, ...more] = modifier.split("=");
    if (more.length > 0 || seen.has(key) || !applyModifier(variant, key, value)) return undefined;
    seen.add(key);
  }
  return variant.path === "direct" && variant.via.length > 0 ? undefined : variant;
}

/** As parseVariant, of a name that was checked before. Throws TypeError for one that was not. */
export function knownVariant(name: string): Variant {
  const variant = parseVariant(name);
  if (variant === undefined) throw new TypeError(`${name} is not a variant; accepted: ${variantForm}`);
  return variant;
}

/** Modifiers without a value. */
const flags: Readonly<Record<string, Partial<Variant>>> = {
  direct: { path: "direct" },
  fresh: { connection: "fresh" },
  quiet: { quiet: true },
};

function applyModifier(variant: Variant, key: string, value: string | undefined): boolean {
  if (value === undefined) {
    if (!Object.hasOwn(flags, key)) return false;
    Object.assign(variant, flags[key]);
    return true;
  }
  if (key === "via") {
    const via = value.split("+");
    variant.via = via.filter(isRegion);
    return via.length <= maxVia && variant.via.length === via.length;
  }
  if (key !== "up" && key !== "down") return false;
  const bytes = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  if (!(bytes <= maxPaddingBytes)) return false;
  variant[key === "up" ? "upBytes" : "downBytes"] = bytes;
  return true;
}

/** The one name of a variant: modifiers in fixed order, defaults left out. */
export function nameOf(variant: Variant): string {
  return [
    variant.work,
    ...(variant.path === "direct" ? ["direct"] : []),
    ...(variant.connection === "fresh" ? ["fresh"] : []),
    ...(variant.quiet ? ["quiet"] : []),
    ...(variant.via.length > 0 ? [`via=${variant.via.join("+")}`] : []),
    ...(variant.upBytes > 0 ? [`up=${variant.upBytes}`] : []),
    ...(variant.downBytes > 0 ? [`down=${variant.downBytes}`] : []),
  ].join("/");
}
