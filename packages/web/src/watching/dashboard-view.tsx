import { hrefOf } from "../address/route.ts";
import { goTo } from "../address/use-route.ts";
import { useSession } from "../data/client.ts";
import { calmPace } from "../data/pace.ts";
import { usePolled } from "../data/use-polled.ts";
import { Choice } from "../parts/choice.tsx";
import { Loading } from "../parts/loading.tsx";
import { TroubleNotice } from "../parts/notice.tsx";
import type { ViewProps } from "../parts/view-props.ts";
import { sortWidgets } from "./sections.ts";
import { WatchingHeader } from "./watching-header.tsx";
import { AlarmStrip, Chart } from "./widget.tsx";

const spans = [
  { value: "60", label: "1 h" },
  { value: "180", label: "3 h" },
  { value: "720", label: "12 h" },
  { value: "1440", label: "1 d" },
  { value: "10080", label: "7 d" },
] as const;

/** The widgets of the stage's CloudWatch dashboard, drawn from the same body; what is quiet is only named. */
export default function DashboardView({ route: { query } }: ViewProps) {
  const { client } = useSession();
  const minutes = spans.find(({ value }) => value === query.minutes)?.value ?? "180";
  const { data, trouble, refresh } = usePolled({
    key: `dashboard ${minutes}`,
    pace: calmPace,
    ask: (signal) => client.getDashboard({ query: { minutes }, signal }),
  });
  const sorted = data && sortWidgets(data.widgets);
  return (
    <>
      <WatchingHeader view="dashboard" />
      <div class="filters no-print">
        <Choice
          legend="Looking back"
          options={spans}
          value={minutes}
          onChoose={(value) => goTo(hrefOf("dashboard", {}, { minutes: value }))}
        />
      </div>
      <TroubleNotice trouble={trouble} retry={refresh} />
      {data === undefined && trouble?.kind !== "refused" && <Loading what="the dashboard" lines={8} />}
      {data && sorted && (
        <>
          {data.wan === "simulated" && (
            <p class="simulated">
              <strong>Simulated network.</strong> Times of probes here are not AWS's.
            </p>
          )}
          <div class="widgets">
            <AlarmStrip widgets={sorted.alarms} />
          </div>
          {sorted.sections.map(({ title, shown, quiet }) => (
            <section key={title}>
              <h2>{title}</h2>
              <div class="widgets">
                {shown.map((widget) => (
                  <Chart key={widget.title} widget={widget} from={data.from} to={data.to} />
                ))}
              </div>
              {quiet.length > 0 && (
                <p class="soft widgets-quiet">Nothing, or only zeros: {quiet.join(", ")}.</p>
              )}
            </section>
          ))}
        </>
      )}
    </>
  );
}
