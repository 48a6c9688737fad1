import { placeOf } from "@crisscross/core/job/regions";
import { useSession } from "../data/client.ts";
import type { DeadQueue } from "../data/documents.ts";
import { calmPace } from "../data/pace.ts";
import { useAction } from "../data/use-action.ts";
import { usePolled } from "../data/use-polled.ts";
import { Empty } from "../parts/empty.tsx";
import { Loading } from "../parts/loading.tsx";
import { Notice, TroubleNotice } from "../parts/notice.tsx";
import { counted } from "../words/figures.ts";
import { showDuration } from "../words/times.ts";
import { LetterTable } from "./letter-table.tsx";
import { redriveWords } from "./redrive-words.ts";
import { WatchingHeader } from "./watching-header.tsx";

/** What queues gave up, why, and sending it back. */
export default function LettersView() {
  const { client } = useSession();
  const { data, trouble, refresh } = usePolled({
    key: "letters",
    pace: calmPace,
    ask: (signal) => client.listDeadLetters({ signal }),
  });
  const full = data?.queues.filter(({ count }) => count > 0) ?? [];
  return (
    <>
      <WatchingHeader view="letters" />
      <TroubleNotice trouble={trouble} retry={refresh} />
      {data === undefined && trouble?.kind !== "refused" && <Loading what="dead letters" />}
      {data?.failures.map(({ queue, region, reason }) => (
        <Notice key={`${queue} ${region}`} tone="warn" title={`${queue} in ${placeOf(region)} was not read`}>
          <p>{reason}</p>
        </Notice>
      ))}
      {data && full.length === 0 && (
        <Empty title="No dead letters">
          <p>All {counted(data.queues.length, "queue")} that take what others give up are empty.</p>
        </Empty>
      )}
      <ul class="ringing">
        {full.map((queue) => (
          <li key={`${queue.queue} ${queue.region}`}>
            <Queue queue={queue} onDone={refresh} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Queue({ queue, onDone }: { queue: DeadQueue; onDone(): void }) {
  const { client } = useSession();
  const redrive = useAction(async () => {
    const { data } = await client.redriveDeadLetters({ body: { queue: queue.queue, region: queue.region } });
    onDone();
    return redriveWords(data);
  });
  return (
    <section class="card ring">
      <div class="view-title letter-title">
        <h2>
          {counted(queue.count, "letter")} in {queue.queue}, {placeOf(queue.region)}
        </h2>
        <button
          type="button"
          class="button button-small"
          disabled={redrive.isRunning}
          onClick={() => redrive.run()}
        >
          {redrive.isRunning ? "Sending back…" : "Send back to be worked on"}
        </button>
      </div>
      <p class="soft">
        It holds {queue.holds}.
        {queue.oldestSeconds !== undefined &&
          ` The oldest has waited ${showDuration(queue.oldestSeconds * 1000)}.`}
        {!queue.isWhole && ` ${counted(queue.sample.length, "letter")} of them were looked at.`}
      </p>
      {queue.move && (
        <p>
          Last sent back: {counted(queue.move.moved, "letter")}, {queue.move.state.toLowerCase()}
          {queue.move.why && `: ${queue.move.why}`}.
        </p>
      )}
      <LetterTable letters={queue.sample} />
      <TroubleNotice trouble={redrive.trouble} />
      <p role="status">{redrive.result}</p>
    </section>
  );
}
