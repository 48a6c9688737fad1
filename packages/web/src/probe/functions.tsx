import type { SampleDocument } from "@crisscross/core/documents/sample-document";
import { placeOf } from "@crisscross/core/job/regions";
import { Scroll } from "../parts/scroll.tsx";
import { showCount, showMs, showUsd } from "../words/figures.ts";

type Level = SampleDocument["levels"][number];

const heads = [
  "Waited for",
  "Start",
  "Connection",
  "Ran",
  "Billed",
  "Init",
  "Memory",
  "Bill",
  "Idle",
  "Paid twice",
];
const perMillion = (usd: number | undefined): string => (usd === undefined ? "–" : showUsd(usd * 1e6));

/** What each function was seen to do, by its caller, itself and its receipt; money per million such calls. */
export const Functions = ({ document: { levels, bills } }: { document: SampleDocument }) => (
  <Scroll label="The functions">
    <table class="plain-table">
      <caption class="only-read">Each function's wait, start, receipt and bill</caption>
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
        {levels.map((level) => {
          const { receipt, name, region } = level;
          const bill = bills.find((one) => one.name === name);
          const cells = [
            `${showMs(level.waitMs)} ms`,
            `${level.start}${level.served === undefined ? "" : `, had served ${showCount(level.served)}`}`,
            connectionText(level),
            receipt ? `${showMs(receipt.durationUs / 1_000)} ms` : "–",
            receipt ? `${showMs(receipt.billedMs)} ms` : "–",
            receipt?.initUs === undefined ? "–" : `${showMs(receipt.initUs / 1_000)} ms`,
            receipt ? `${receipt.memoryMb} MB` : "–",
            perMillion(bill && bill.computeUsd + bill.requestUsd),
            // The last function waits for none.
            ...[bill?.idleUsd, bill?.paidTwiceUsd].map((usd) => (bill?.waitedMs ? perMillion(usd) : "–")),
          ];
          return (
            <tr key={name}>
              <th scope="row" class="row-head">
                {name} <span class="soft">in {placeOf(region)}</span>
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

function connectionText({ connection, socket, resent }: Level): string {
  if (connection === undefined) return "–";
  return `${connection}${socket === undefined ? "" : `, number ${socket}`}${resent ? ", sent again" : ""}`;
}
