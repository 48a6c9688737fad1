import { epochMs } from "@crisscross/core/edge/time";
import type { BlockMessage, Probe } from "@crisscross/core/job/block-message";

/** A message that claims to be a block of a job, made of a true one by whoever may send to the topic or a queue. */
export type Forge = (genuine: BlockMessage) => object;

const withProbes =
  (change: (probe: Probe, place: number) => Partial<Probe>): Forge =>
  (genuine) => ({
    ...genuine,
    probes: genuine.probes.map((probe, place) => ({ ...probe, ...change(probe, place) })),
  });

const otherThan = (genuine: BlockMessage, target: string): string =>
  genuine.probes.find((probe) => probe.target !== target)?.target ?? "sa-east-1";

/** Every kind of forgery: what each one gets wrong, the rest being as plan published it, signature and all. */
export const forgeries: Readonly<Record<string, Forge>> = {
  "a block of an unknown job": (genuine) => ({ ...genuine, job: "01jdzzzzzz0000000000000000" }),
  "probes of other cells": (genuine) =>
    withProbes(({ target }) => ({ target: otherThan(genuine, target) }))(genuine),
  "numbers of other probes": withProbes(({ seq }) => ({ seq: seq + 1_000 })),
  "fewer probes than planned": (genuine) => ({ ...genuine, probes: genuine.probes.slice(0, 1) }),
  "more probes than planned": (genuine) => ({
    ...genuine,
    probes: [...genuine.probes, ...genuine.probes].slice(0, 16),
  }),
  "a deadline of 1 ms": (genuine) => ({ ...genuine, deadlineMs: 1 }),
  "an intended time far ahead": withProbes(({ intendedAtMs }) => ({
    intendedAtMs: epochMs(intendedAtMs + 1e9),
  })),
  "a cell that was never planned": withProbes(() => ({ variant: "db-put/up=1" })),
  "a target that was never planned": withProbes(() => ({ target: "us-east-2" })),
  "the place of another block": (genuine) => ({ ...genuine, index: genuine.index + 1 }),
  "a place the plan does not have": (genuine) => ({ ...genuine, index: 99_999 }),
  "another number of blocks": (genuine) => ({ ...genuine, blocks: 1 }),
  "another seed": (genuine) => ({ ...genuine, seed: genuine.seed + 1 }),
  "another origin": (genuine) => ({ ...genuine, origin: otherThan(genuine, genuine.origin) }),
  "a burst": withProbes(() => ({ burst: { id: 0, size: 16 } })),
  "its probes in another order": (genuine) => ({ ...genuine, probes: genuine.probes.toReversed() }),
  "one probe twice": (genuine) => ({ ...genuine, probes: genuine.probes.map(() => genuine.probes[0]) }),
  "another time of publishing": (genuine) => ({ ...genuine, publishedAtMs: genuine.publishedAtMs - 60_000 }),
  "no signature": ({ mac: _, ...genuine }) => genuine,
  "a signature of its own": (genuine) => ({ ...genuine, mac: "A".repeat(43) }),
  "another version": (genuine) => ({ ...genuine, v: 2 }),
  "no probes": (genuine) => ({ ...genuine, probes: [] }),
};
