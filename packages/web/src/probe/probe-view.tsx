import type { SampleDocument } from "@crisscross/core/documents/sample-document";
import { placeOf } from "@crisscross/core/job/regions";
import { timelineOf } from "@crisscross/core/traces/timeline";
import { hrefOf } from "../address/route.ts";
import { useSession } from "../data/client.ts";
import type { Sample } from "../data/documents.ts";
import { usePolled } from "../data/use-polled.ts";
import { Loading } from "../parts/loading.tsx";
import { TroubleNotice } from "../parts/notice.tsx";
import { Badge } from "../parts/state-badge.tsx";
import type { ViewProps } from "../parts/view-props.ts";
import { Functions } from "./functions.tsx";
import { Delivery, Marks } from "./marks.tsx";
import { conclusionOf } from "./probe-words.ts";
import { saveFile } from "./save-file.ts";
import { Waterfall } from "./waterfall.tsx";
import "../jobs/jobs.css";
import "../matrix/matrix.css";
import "../parts/bars.css";
import "./probe.css";

/** Core's type of the same document: what was read from JSON has no field that is there and undefined. */
const asDocument = (sample: Sample): SampleDocument => sample as SampleDocument;

/** One probe: where its time went, with bounds drawn as bounds, and what it was billed. */
export default function ProbeView({ route: { params } }: ViewProps) {
  const { client } = useSession();
  const { id = "", probe = "" } = params;
  const { data, trouble, refresh } = usePolled({
    key: `probe ${id} ${probe}`,
    ask: (signal) => client.getSample({ path: { id, probe }, signal }),
    isLast: () => true,
  });
  return (
    <>
      <TroubleNotice trouble={trouble} retry={refresh} />
      {data === undefined && trouble === undefined && <Loading what="the probe" lines={8} />}
      {data && <Probe document={asDocument(data)} />}
    </>
  );
}

const Probe = ({ document }: { document: SampleDocument }) => {
  const { job, origin, target, variant, outcome, start } = document;
  const timeline = timelineOf(document);
  return (
    <>
      <nav class="crumbs" aria-label="Above this">
        <a href={hrefOf("matrix", { id: job })}>Matrix</a> /{" "}
        <a href={hrefOf("cell", { id: job, origin, target, variant })}>
          {placeOf(origin)} to {placeOf(target)}, {variant}
        </a>
      </nav>
      <div class="view-title">
        <h1>Probe {document.probe}</h1>
        <Badge tone={outcome === "ok" ? "good" : "bad"}>{outcome}</Badge>
        <Badge tone="quiet">{start}</Badge>
        <Downloads document={document} />
      </div>
      <div class="lead">
        <p class="lead-first">{conclusionOf(document)}</p>
        {document.wan === "simulated" && (
          <p class="simulated">
            <strong>Simulated network.</strong> The distances between regions come from a table, not from AWS.
          </p>
        )}
      </div>
      <section class="card probe-part">
        <h2>Where its time went</h2>
        {timeline ? <Waterfall document={document} timeline={timeline} /> : <p>It left no marks.</p>}
        <ul class="legend-marks">
          <li>
            <span class="legend-mark bar-sample" aria-hidden="true" /> Solid: certain.
          </li>
          <li>
            <span class="legend-mark bar-sample-possible" aria-hidden="true" /> Hatched: within here, and no
            mark says where. Two clocks have an offset that only the wait bounds.
          </li>
        </ul>
      </section>
      <section class="card probe-part">
        <h2>What each function did and cost</h2>
        <Functions document={document} />
        <p class="soft">
          Money: USD per million such calls at us-east-1 list price, without data transfer. Idle: billed while
          the function below was not. Paid twice: both were billed.
        </p>
      </section>
      <section class="card probe-part">
        <Delivery document={document} />
        <Marks document={document} />
      </section>
    </>
  );
};

const Downloads = ({ document }: { document: SampleDocument }) => {
  const name = `${document.job}-${document.probe}`;
  const savePerfetto = async () => {
    const { perfettoOf } = await import("@crisscross/core/traces/perfetto");
    saveFile(`${name}.perfetto.json`, perfettoOf(document));
  };
  const saveOtlp = async () => {
    const { otlpOf } = await import("@crisscross/core/traces/otlp");
    saveFile(`${name}.otlp.json`, otlpOf(document));
  };
  return (
    <div class="job-actions no-print">
      <button
        type="button"
        class="button button-small"
        title="Opens in ui.perfetto.dev"
        onClick={savePerfetto}
      >
        Save for Perfetto
      </button>
      <button type="button" class="button button-small" title="OTLP as JSON, for Jaeger" onClick={saveOtlp}>
        Save as OTLP
      </button>
    </div>
  );
};
