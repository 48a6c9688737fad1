import { placeOf } from "@crisscross/core/job/regions";
import type { Matrix } from "../data/documents.ts";
import { counted, showCount } from "../words/figures.ts";

/** As many kinds of failure as are read at a glance. */
const most = 12;

/** Probes that failed, by cell and reason: stored as results, and in no figure but as waits that were given up. */
export function NotShown({ document: { matrix } }: { document: Matrix }) {
  const failed = matrix
    .flatMap((row) => row.failures.map((failure) => ({ row, failure })))
    .toSorted((one, other) => other.failure.n - one.failure.n);
  if (failed.length === 0) return null;
  return (
    <section class="card not-shown">
      <h2>Failed probes</h2>
      <div class="list-scroll">
        <table class="plain-table">
          <caption class="only-read">Failed probes by cell and reason, the most frequent first</caption>
          <thead>
            <tr>
              <th scope="col">Cell</th>
              <th scope="col">Outcome</th>
              <th scope="col">At</th>
              <th scope="col">Reason</th>
              <th scope="col" class="number">
                Probes
              </th>
            </tr>
          </thead>
          <tbody>
            {failed.slice(0, most).map(({ row, failure }) => (
              <tr key={`${row.origin} ${row.target} ${row.variant} ${failure.hop} ${failure.reason}`}>
                <td>
                  {placeOf(row.origin)} → {placeOf(row.target)}, {row.variant}
                </td>
                <td>{failure.outcome}</td>
                <td>{failure.hop}</td>
                <td>{failure.reason}</td>
                <td class="number">
                  {showCount(failure.n)} of {showCount(row.n)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {failed.length > most && <p class="soft">And {counted(failed.length - most, "more kind")}.</p>}
    </section>
  );
}
