import { placeOf } from "@crisscross/core/job/regions";
import { startClasses } from "@crisscross/core/sample/start-class";
import type { Attribution } from "../data/documents.ts";
import { Scroll } from "../parts/scroll.tsx";
import { showCount, showMs, showUsd } from "../words/figures.ts";

type Row = Attribution["attribution"][number];
type Wait = Row["waits"][number];
type Share = NonNullable<Wait["starts"]["warm"]>;
type Range = Share["requestMs"];

const rangeText = ({ lowMs, highMs }: Range): string =>
  lowMs === highMs ? showMs(lowMs) : `${showMs(lowMs)}–${showMs(highMs)}`;

/** The parts that add up to the wait. */
const partsOf = (share: Share, isCold: boolean) =>
  [
    { name: "connecting", ms: share.connectingMs, kind: "connect", says: "exact" },
    { name: "execution", ms: share.executionMs, kind: "run", says: "exact, from the receipt" },
    { name: "init", ms: share.initMs, kind: "prepare", says: isCold ? "at most: as much as fits" : "exact" },
    { name: "request and response", ms: share.transitMs, kind: "way", says: isCold ? "at least" : "exact" },
  ].filter(({ ms }) => ms > 0);

/** Each wait on the way, divided: exact parts as they are, and what two clocks leave open as a range. */
export const Waits = ({ row }: { row: Row }) => (
  <>
    {row.waits.flatMap((wait) =>
      startClasses.toReversed().map((start) => {
        const share = wait.starts[start];
        return share && <OneWait key={`${wait.callee} ${start}`} wait={wait} start={start} share={share} />;
      }),
    )}
  </>
);

const OneWait = ({ wait, start, share }: { wait: Wait; start: string; share: Share }) => {
  const parts = partsOf(share, start !== "warm" && share.initMs > 0);
  const whole = Math.max(share.observedMs, 0.001);
  return (
    <section class="wait">
      <h3>
        {wait.caller} in {placeOf(wait.callerRegion)} waits for {wait.callee} in {placeOf(wait.calleeRegion)}:{" "}
        {start}, {showMs(share.observedMs)} ms <span class="soft">mean of {showCount(share.n)}</span>
      </h3>
      <div class="wait-bar" aria-hidden="true">
        {parts.map(({ name, ms, kind }) => (
          <span key={name} class={`bar-${kind}`} style={{ "--long": String(Math.max(0, ms / whole)) }} />
        ))}
      </div>
      <dl class="wait-parts">
        {parts.map(({ name, ms, kind, says }) => (
          <div key={name}>
            <dt>
              <span class={`legend-mark bar-sample bar-${kind}`} aria-hidden="true" /> {name}
            </dt>
            <dd>
              {showMs(ms)} ms <span class="soft">{says}</span>
            </dd>
          </div>
        ))}
        <Bounded name="of it, request" range={share.requestMs} />
        <Bounded name="of it, response" range={share.responseMs} />
        {share.networkMs && <Bounded name="of it, network" range={share.networkMs} />}
        {share.dispatchMs && <Bounded name="of it, Lambda's handling" range={share.dispatchMs} />}
      </dl>
    </section>
  );
};

const Bounded = ({ name, range }: { name: string; range: Range }) => (
  <div>
    <dt>
      <span class="legend-mark bar-sample-possible" aria-hidden="true" /> {name}
    </dt>
    <dd>
      {rangeText(range)} ms <span class="soft">only the range is certain</span>
    </dd>
  </div>
);

const heads = ["n", "Billed, ms", "Waited, ms", "Compute", "Requests", "Idle", "Paid twice"];
const perMillion = (usd: number | undefined): string => (usd === undefined ? "–" : showUsd(usd * 1e6));

/** What each function was billed, and what of it twice. */
export const Bills = ({ row }: { row: Row }) => {
  if (row.bills.length === 0) return <p>No sample has receipts.</p>;
  return (
    <Scroll label="The bills">
      <table class="plain-table">
        <caption class="only-read">Mean bills by function and start class, USD per million calls</caption>
        <thead>
          <tr>
            <th scope="col">Function</th>
            {heads.map((head) => (
              <th key={head} scope="col" class="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row.bills.map((bill) => {
            const cells = [
              ...[showCount(bill.n), showMs(bill.billedMs), showMs(bill.waitedMs)],
              ...[bill.computeUsd, bill.requestUsd].map(perMillion),
              // The last function waits for none.
              ...[bill.idleUsd, bill.paidTwiceUsd].map((usd) => (bill.waitedMs > 0 ? perMillion(usd) : "–")),
            ];
            return (
              <tr key={`${bill.name} ${bill.start}`}>
                <th scope="row" class="row-head">
                  {bill.name} <span class="soft">{bill.start}</span>
                </th>
                {cells.map((text, place) => (
                  <td key={heads[place]} class="number">
                    {text}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
};
