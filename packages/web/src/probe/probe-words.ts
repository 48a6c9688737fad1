import type { SampleDocument } from "@crisscross/core/documents/sample-document";
import type { Part } from "@crisscross/core/traces/part";
import { showMs, showPercent } from "../words/figures.ts";

/** `12.3`, or `0–213` where only that much is certain. */
export function lengthText({ length }: Pick<Part, "length">): string {
  const [low, high] = [showMs(length.lowMs), showMs(length.highMs)];
  if (low !== high) return `${low}–${high}`;
  return low === "0.00" && length.highMs > 0 ? "< 0.01" : low;
}

/** How well a part's place is known, in words. */
export function certaintyText({ start, end, certainty, contradicts }: Part): string {
  if (contradicts) return "two clocks contradict each other";
  if (certainty === "skewed") return "by two wall clocks: wrong by their difference";
  if (certainty === "bounded") return "between two clocks: only the range is certain";
  const isPlaced = start.lowMs !== start.highMs || end.lowMs !== end.highMs;
  return isPlaced ? "length exact, somewhere in its range" : "exact, by one clock";
}

const titles: Partial<Record<Part["kind"], (part: Part) => string>> = {
  way: ({ key }) =>
    key.startsWith("to ") ? `request ${key}` : `response from ${key.slice("back from ".length)}`,
  run: ({ about }) => `${about} runs`,
};

export const titleOf = (part: Part): string => titles[part.kind]?.(part) ?? part.key;

/** What the probe comes to: how long the caller waited, and how much of its bill that is. */
export function conclusionOf({ outcome, hop, reason, levels, bills }: SampleDocument): string {
  if (outcome !== "ok")
    return `${outcome}${hop === undefined ? "" : ` at ${hop}`}${reason === undefined ? "" : `: ${reason}`}`;
  const wait = levels.find(({ caller, name }) => caller === "outer" || name === "inner");
  if (!wait) return "No function left an account of itself.";
  const bill = bills.find(({ name }) => name === wait.caller);
  const share = bill && bill.billedMs > 0 ? wait.waitMs / bill.billedMs : undefined;
  const words = `${wait.caller} waited ${showMs(wait.waitMs)}\u00a0ms for ${wait.name}`;
  return share === undefined || share > 1
    ? `${words}.`
    : `${words}: ${showPercent(share)} of what it was billed.`;
}
