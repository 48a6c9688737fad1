import { placeOf } from "@crisscross/core/job/regions";
import type { Wait } from "./waits.ts";

const px = { width: 960, left: 150, right: 190, top: 92, panel: 178, bar: 34, gap: 22, foot: 64 };
const barWidth = px.width - px.left - px.right;

const parts = {
  lookup: { label: "name lookup", fill: "#b9a3e6" },
  tcp: { label: "TCP handshake", fill: "#8a6fc9" },
  tls: { label: "TLS handshake", fill: "#5c3fa3" },
  request: { label: "request", fill: "#3d7fc4" },
  execution: { label: "inner runs", fill: "#d9701a" },
  response: { label: "response", fill: "#3a9c86" },
} as const;
type Part = keyof typeof parts;

/** An SVG with a panel for each pair of regions, each to its own scale: where outer's wait for inner goes. */
export function drawWaits(waits: readonly Wait[], said: string): string {
  const pairs = [...Map.groupBy(waits, ({ origin, target }) => `${origin} ${target}`).values()];
  const height = px.top + pairs.length * px.panel + px.foot;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${px.width} ${height}" font-family="system-ui, sans-serif" font-size="13">
<title>Where outer's wait for inner goes, over a reused and over a fresh connection</title>
<rect width="${px.width}" height="${height}" fill="#fff"/>
<text x="24" y="36" font-size="20" font-weight="600" fill="#222">Where the milliseconds go while outer waits for inner</text>
${legend()}
${pairs.map((pair, place) => panel(pair, px.top + place * px.panel)).join("\n")}
<g fill="#666" font-size="12"><text x="24" y="${height - 38}">${said}</text>
<text x="24" y="${height - 20}">Bracket: all that is known of when inner ran, since two machines' clocks cannot be compared. It is drawn in the middle.</text></g>
</svg>
`;
}

function legend(): string {
  let x = 24;
  const entries = Object.values(parts).map(({ label, fill }) => {
    const entry = `<rect x="${x}" y="54" width="12" height="12" rx="2" fill="${fill}"/><text x="${x + 18}" y="65" fill="#444">${label}</text>`;
    x += 42 + label.length * 7;
    return entry;
  });
  return entries.join("");
}

function panel(waits: readonly Wait[], top: number): string {
  const [first] = waits;
  if (first === undefined) return "";
  const step = tickMs(Math.max(...waits.map(({ observedMs }) => observedMs)));
  const mostMs = step * Math.ceil(Math.max(...waits.map(({ observedMs }) => observedMs)) / step);
  const x = (ms: number): number => px.left + (ms / mostMs) * barWidth;
  const bottom = top + 32 + waits.length * (px.bar + px.gap);
  const ticks = Array.from({ length: Math.round(mostMs / step) + 1 }, (_, place) => place * step);
  return [
    `<text x="24" y="${top + 16}" font-weight="600" fill="#222">${placeOf(first.origin)} → ${placeOf(first.target)}</text>`,
    ...ticks.map(
      (ms) =>
        `<path d="M${round(x(ms))} ${top + 28}V${bottom - 8}" stroke="#e4e4ea"/>${tick(x(ms), bottom + 6, ms)}`,
    ),
    ...waits.map((wait, place) => bar(wait, top + 34 + place * (px.bar + px.gap), x)),
  ].join("\n");
}

const tick = (x: number, y: number, ms: number): string =>
  `<text x="${round(x)}" y="${y}" text-anchor="middle" font-size="11" fill="#888">${ms} ms</text>`;

function bar(wait: Wait, y: number, x: (ms: number) => number): string {
  const { connection, steps, requestMs, executionMs, wayMs, observedMs, billedMs } = wait;
  const setUpMs = steps.lookupMs + steps.tcpMs + steps.tlsMs;
  const middleMs = (requestMs.lowMs + requestMs.highMs) / 2;
  const lengths: [Part, number][] = [
    ["lookup", steps.lookupMs],
    ["tcp", steps.tcpMs],
    ["tls", steps.tlsMs],
    ["request", middleMs],
    ["execution", executionMs],
    ["response", wayMs - middleMs],
  ];
  let atMs = 0;
  const segments = lengths.map(([part, ms]) => {
    const from = x(atMs);
    atMs += ms;
    return { part, svg: segment(part, ms, from, x(atMs) - from, y) };
  });
  // Last, or what follows would cover it where it is widened to be seen.
  segments.sort((a, b) => Number(a.part === "execution") - Number(b.part === "execution"));
  const [low, high] = [x(setUpMs + requestMs.lowMs), x(setUpMs + requestMs.highMs + executionMs)];
  const bracketY = y + px.bar + 4;
  return `<text x="${px.left - 12}" y="${y + 21}" text-anchor="end" fill="#222">${connection}</text>${segments.map(({ svg }) => svg).join("")}
<path d="M${round(low)} ${bracketY}v5H${round(high)}v-5" fill="none" stroke="${parts.execution.fill}" stroke-width="1.4"/>
<text x="${round(x(observedMs) + 10)}" y="${y + 15}" fill="#222" font-weight="600">${observedMs.toFixed(1)} ms waited</text><text x="${round(x(observedMs) + 10)}" y="${y + 31}" fill="${parts.execution.fill}">${billedMs.toFixed(1)} ms billed</text>`;
}

/** A part too short to see is drawn just wide enough to be seen. */
function segment(part: Part, ms: number, from: number, width: number, y: number): string {
  if (ms <= 0) return "";
  const rect = `<rect x="${round(from)}" y="${y}" width="${round(Math.max(width, 2))}" height="${px.bar}" fill="${parts[part].fill}"/>`;
  if (width < 44) return rect;
  return `${rect}<text x="${round(from + width / 2)}" y="${y + 22}" text-anchor="middle" fill="#fff">${ms.toFixed(1)}</text>`;
}

/** 1, 2 or 5 times a power of ten: four to eight ticks. */
function tickMs(mostMs: number): number {
  const power = 10 ** Math.floor(Math.log10(mostMs / 4));
  return power * ([5, 2].find((times) => mostMs / (power * times) >= 4) ?? 1);
}

const round = (value: number): number => Math.round(value * 10) / 10;
