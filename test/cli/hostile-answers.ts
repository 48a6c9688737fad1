import type { AlarmDetail } from "@crisscross/core/documents/alarm-view";
import type { DashboardView } from "@crisscross/core/documents/dashboard-view";
import type { DeadLetterList } from "@crisscross/core/documents/dead-letters";
import type { PurgedJob } from "@crisscross/core/documents/job-view";
import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { alarmOf, denied, listOf } from "./alarm-lists.ts";
import { viewOf } from "./job-views.ts";
import { documentOf, rowOf } from "./matrix-documents.ts";

/** A title, a cleared screen, hidden text, 8-bit controls, reordering, characters without width, an overwritten line. */
export const hostile =
  "A\u001b]0;title\u0007B\u001b[2J\u001b[8mC\u009b31mD\u202eE\u200bF\rG\u0000H\u007fI\u2066J\ufeffK\u2028L\u2029M\u00adN\u{e0041}";

/** Every text of a document turned hostile, one kind of place at a time: places that differ by their number are one. */
export function* spoiltOnes(document: unknown): Generator<{ place: string; spoilt: unknown }> {
  for (const place of new Set(placesOf(document, "")))
    yield { place, spoilt: spoil(document, "", place, (text) => `${text}${hostile}`) };
}

/** All of them at once. */
export const spoilAll = (document: unknown): unknown => spoil(document, "", undefined, () => hostile);

function* placesOf(value: unknown, place: string): Generator<string> {
  if (typeof value === "string") yield place;
  else if (typeof value === "object" && value !== null)
    for (const [name, item] of Object.entries(value))
      yield* placesOf(item, Array.isArray(value) ? `${place}[]` : `${place}.${name}`);
}

function spoil(
  value: unknown,
  place: string,
  wanted: string | undefined,
  change: (text: string) => string,
): unknown {
  if (typeof value === "string") return wanted === undefined || wanted === place ? change(value) : value;
  if (Array.isArray(value)) return value.map((item) => spoil(item, `${place}[]`, wanted, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, spoil(item, `${place}.${name}`, wanted, change)]),
  );
}

const failed = rowOf("ap-south-1", "eu-west-2", "bare", {
  outcomes: { ok: 4, throttled: 0, timeout: 0, error: 1 },
  failures: [{ outcome: "error", hop: "inner", reason: "Runtime.ExitError", n: 1 }],
});
const loss = { origin: "ap-south-1", target: "eu-west-2", variant: "bare", n: 1 };

export const matrix: MatrixDocument = documentOf([failed, rowOf("ap-south-1", "us-west-1", "bare")], {
  name: "before the move",
  tags: { team: "net" },
  state: "incomplete",
  lost: 1,
  reasons: [{ ...loss, reason: "deadline passed" }],
});

export const job = { ...viewOf({ ok: 3, error: 1, lost: 1 }), reasons: [{ ...loss, reason: "cancelled" }] };

export const purged: PurgedJob = { id: "j1", purgedAt: "2026-11-21T10:31:37.908Z", purged: "deleted" };

export const alarmList = listOf([alarmOf("poison", "ALARM"), alarmOf("http-5xx", "OK")], denied);

export const alarmDetail: AlarmDetail = {
  name: "poison",
  alarms: [
    {
      ...alarmOf("poison", "ALARM"),
      history: [{ at: "2026-11-21T10:00:00.000Z", kind: "state", summary: "from OK to ALARM" }],
    },
  ],
  failures: denied,
};

export const dashboard: DashboardView = {
  name: "crisscross-local",
  from: "2026-11-21T10:00:00.000Z",
  to: "2026-11-21T10:05:00.000Z",
  widgets: [
    { type: "text", markdown: "## Traffic\n\nof all regions" },
    {
      type: "metric",
      title: "Probes",
      unit: "Count",
      periodSeconds: 60,
      lines: [
        { label: "Mumbai", region: "ap-south-1", stat: "Sum", points: [["2026-11-21T10:01:00.000Z", 2]] },
      ],
    },
    { type: "alarm", title: "Ringing", watched: 3, alarms: [alarmOf("poison", "ALARM")] },
  ],
  failures: denied,
};

export const letters: DeadLetterList = {
  count: 3,
  queues: [
    {
      ...{ queue: "BlocksDead", region: "eu-west-2", holds: "blocks that consume failed at" },
      ...{ count: 3, hidden: 1, oldestSeconds: 61, isWhole: false },
      sample: [
        {
          ...{ messageId: "m1", sentAt: "2026-11-21T10:00:00.000Z", receives: 8 },
          ...{ job: "j1", origin: "eu-west-2", index: 3, probes: 10 },
          ...{ reason: "block needs up to 135000 ms", ifRedriven: "runs" },
        },
      ],
      move: { state: "FAILED", moved: 1, startedAt: "2026-11-21T10:00:00.000Z", why: "it was denied" },
    },
  ],
  failures: denied.map((failure) => ({ queue: "Unroutable", ...failure })),
};

/** What the API and the gateway before it say when they refuse. */
export const problems = [
  { detail: "it is not here" },
  { message: "Forbidden" },
  { errors: [{ field: "origins.0", value: { list: ["mars-1"] }, accepted: "one of eu-west-2" }] },
];
