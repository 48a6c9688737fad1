import { placeOf } from "@crisscross/core/job/regions";
import { hrefOf } from "../address/route.ts";
import type { DeadQueue } from "../data/documents.ts";
import { showInstant } from "../words/times.ts";

const outcomes = {
  runs: "runs",
  dropped: "is dropped: its job takes no more results",
  fails: "fails again",
  stays: "stays here",
} as const satisfies Record<DeadQueue["sample"][number]["ifRedriven"], string>;

/** The letters that were looked at: what each is about, why it is here, and what would become of it. */
export const LetterTable = ({ letters }: { letters: DeadQueue["sample"] }) =>
  letters.length === 0 ? null : (
    <div class="list-scroll">
      <table class="plain-table">
        <caption class="only-read">Letters that were looked at</caption>
        <thead>
          <tr>
            <th scope="col">Sent</th>
            <th scope="col">About</th>
            <th scope="col">Why it is here</th>
            <th scope="col">Sent back, it</th>
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <tr key={letter.messageId}>
              <td>{showInstant(letter.sentAt)}</td>
              <td>
                {letter.job === undefined ? (
                  "not known"
                ) : (
                  <a href={hrefOf("job", { id: letter.job })}>job …{letter.job.slice(-6)}</a>
                )}
                {letter.origin !== undefined && `, ${placeOf(letter.origin)}`}
              </td>
              <td>{letter.reason}</td>
              <td>{outcomes[letter.ifRedriven]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
