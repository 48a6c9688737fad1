import type { DataOf } from "@crisscross/client/client";
import { placeOf } from "@crisscross/core/job/regions";
import { hrefOf } from "../address/route.ts";
import { useSession } from "../data/client.ts";
import { calmPace } from "../data/pace.ts";
import { usePolled } from "../data/use-polled.ts";
import { Loading } from "../parts/loading.tsx";
import { TroubleNotice } from "../parts/notice.tsx";
import { Badge } from "../parts/state-badge.tsx";
import type { ViewProps } from "../parts/view-props.ts";
import { showInstant } from "../words/times.ts";
import { alarmTone, alarmWords, stateWords } from "./alarm-words.ts";
import "../jobs/jobs.css";
import "./watching.css";

type Detailed = DataOf<"getAlarm">["alarms"][number];

/** One alarm in every region that has it: what it means, where to look first, and how it came here. */
export default function AlarmView({ route: { params } }: ViewProps) {
  const { client } = useSession();
  const { name = "" } = params;
  const { data, trouble, refresh } = usePolled({
    key: `alarm ${name}`,
    pace: calmPace,
    ask: (signal) => client.getAlarm({ path: { name }, signal }),
  });
  return (
    <>
      <nav class="crumbs" aria-label="Above this">
        <a href={hrefOf("watching")}>Alarms</a>
      </nav>
      <div class="view-title">
        <h1>{name}</h1>
      </div>
      <TroubleNotice trouble={trouble} retry={refresh} />
      {data === undefined && trouble?.kind !== "refused" && <Loading what="the alarm" />}
      <ul class="ringing">
        {data?.alarms.map((alarm) => (
          <li key={alarm.region}>
            <InRegion alarm={alarm} />
          </li>
        ))}
      </ul>
    </>
  );
}

const InRegion = ({ alarm }: { alarm: Detailed }) => {
  const { says, look } = alarmWords(alarm);
  return (
    <section class="card ring">
      <p class="ring-head">
        <Badge tone={alarmTone(alarm)}>{stateWords[alarm.state]}</Badge>
        <span class="soft">
          {alarm.severity ?? alarm.kind}, since {showInstant(alarm.since)}
        </span>
      </p>
      <h2>{placeOf(alarm.region)}</h2>
      <p>{says}</p>
      {look && <p>{look}</p>}
      <p class="soft ring-why">{alarm.why}</p>
      <h3>History</h3>
      <ol class="history">
        {alarm.history.map(({ at, summary }) => (
          <li key={`${at} ${summary}`}>
            <time dateTime={at}>{showInstant(at)}</time> {summary}
          </li>
        ))}
      </ol>
      {alarm.history.length === 0 && <p class="soft">Nothing has happened to it yet.</p>}
    </section>
  );
};
