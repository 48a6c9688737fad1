import type { SampleDocument } from "@crisscross/core/documents/sample-document";
import { isoOf } from "@crisscross/core/edge/instant";
import { Scroll } from "../parts/scroll.tsx";
import { showMs } from "../words/figures.ts";

/** The hops on the way to the probe, by wall clocks. */
export const Delivery = ({ document: { hops } }: { document: SampleDocument }) => {
  const skewed = hops.filter(({ category }) => ["publish", "fanout", "queue", "dispatch"].includes(category));
  return (
    <details class="more">
      <summary>The way to the probe</summary>
      <p class="soft">
        Between two machines' wall clocks a time is wrong by their difference, and is marked ~.
      </p>
      <Scroll label="The way">
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">Hop</th>
              <th scope="col" class="number">
                ms
              </th>
            </tr>
          </thead>
          <tbody>
            {skewed.map(({ name, certainty, lowMs }) => (
              <tr key={name}>
                <td>{name}</td>
                <td class="number">
                  {certainty === "skewed" ? "~" : ""}
                  {showMs(lowMs)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
};

/** Every named moment with the clock that said it. */
export const Marks = ({ document: { marks } }: { document: SampleDocument }) => (
  <details class="more">
    <summary>Marks and clocks</summary>
    <p class="soft">Only two marks of one clock make a duration.</p>
    <Scroll label="The marks">
      <table class="plain-table">
        <thead>
          <tr>
            {["Mark", "At", "Clock", "Resolution", "Source"].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {marks.map(({ name, at, kind, clock, resolutionUs, source }) => (
            <tr key={`${clock} ${name}`}>
              <td>{name}</td>
              <td class="no-wrap">{kind === "wall" ? isoOf(at) : `${at} µs`}</td>
              <td>
                <code>{clock}</code>, {kind}
              </td>
              <td class="no-wrap">{resolutionUs === 1 ? "1 µs" : `${resolutionUs / 1_000} ms`}</td>
              <td>{source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </details>
);
