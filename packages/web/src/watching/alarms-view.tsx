import { placeOf } from "@crisscross/core/job/regions";
import { hrefOf } from "../address/route.ts";
import { useSession } from "../data/client.ts";
import type { Alarm } from "../data/documents.ts";
import { calmPace } from "../data/pace.ts";
import { usePolled } from "../data/use-polled.ts";
import { Loading } from "../parts/loading.tsx";
import { Notice, TroubleNotice } from "../parts/notice.tsx";
import { Badge } from "../parts/state-badge.tsx";
import { showAgo, showInstant } from "../words/times.ts";
import { alarmTone, alarmWords, byName, glance, stateWords } from "./alarm-words.ts";
import { WatchingHeader } from "./watching-header.tsx";

/** What rings, the most urgent first; what is quiet is one line, and a list for who wants it. */
export default function AlarmsView() {
  const { client } = useSession();
  const { data, trouble, refresh } = usePolled({
    key: "alarms",
    pace: calmPace,
    ask: (signal) => client.listAlarms({ signal }),
  });
  const ringing = data?.alarms.filter(({ state }) => state === "ALARM") ?? [];
  return (
    <>
      <WatchingHeader view="watching" />
      <TroubleNotice trouble={trouble} retry={refresh} />
      {data === undefined && trouble?.kind !== "refused" && <Loading what="alarms" lines={5} />}
      {data && (
        <>
          <p class="glance" role="status">
            <span class={`glance-dot ${ringing.length > 0 ? "glance-bad" : ""}`} aria-hidden="true" />
            {glance(data.alarms)}
          </p>
          {data.failures.map(({ region, reason }) => (
            <Notice key={region} tone="warn" title={`${placeOf(region)} could not be read`}>
              <p>{reason}</p>
            </Notice>
          ))}
          <ul class="ringing">
            {ringing.map((alarm) => (
              <li key={`${alarm.region} ${alarm.name}`}>
                <Ringing alarm={alarm} />
              </li>
            ))}
          </ul>
          <details class="card every-alarm">
            <summary>Every alarm</summary>
            <EveryAlarm alarms={data.alarms} />
          </details>
        </>
      )}
    </>
  );
}

const Ringing = ({ alarm }: { alarm: Alarm }) => {
  const { says, look } = alarmWords(alarm);
  return (
    <article class="card ring">
      <p class="ring-head">
        <Badge tone={alarmTone(alarm)}>{alarm.severity ?? "ringing"}</Badge>
        <span class="soft">
          {placeOf(alarm.region)}, rang{" "}
          <time dateTime={alarm.since} title={showInstant(alarm.since)}>
            {showAgo(alarm.since, Date.now())}
          </time>
        </span>
      </p>
      <h2>
        <a class="job-name" href={hrefOf("alarm", { name: alarm.name })}>
          {says}
        </a>
      </h2>
      {look && <p>{look}</p>}
      <p class="soft ring-why">{alarm.why}</p>
    </article>
  );
};

const EveryAlarm = ({ alarms }: { alarms: readonly Alarm[] }) => (
  <div class="list-scroll">
    <table class="plain-table">
      <caption class="only-read">Every alarm, the most urgent first</caption>
      <thead>
        <tr>
          <th scope="col">Alarm</th>
          <th scope="col">State</th>
          <th scope="col">Regions</th>
          <th scope="col">Rings when</th>
        </tr>
      </thead>
      <tbody>
        {[...byName(alarms)].map(([name, ones]) => (
          <AlarmRow key={name} name={name} alarms={ones} />
        ))}
      </tbody>
    </table>
  </div>
);

/** The first of them is the most urgent, so its state is the row's. */
const AlarmRow = ({ name, alarms }: { name: string; alarms: readonly Alarm[] }) => {
  const [first] = alarms;
  if (first === undefined) return null;
  return (
    <tr>
      <td>
        <a href={hrefOf("alarm", { name })}>{name}</a>
      </td>
      <td>
        <Badge tone={alarmTone(first)}>{stateWords[first.state]}</Badge>
      </td>
      <td>{alarms.length === 1 ? placeOf(first.region) : alarms.length}</td>
      <td class="soft">{alarmWords(first).says}</td>
    </tr>
  );
};
