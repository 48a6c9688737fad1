import { samplingWords } from "@crisscross/core/documents/sampling-words";
import { placeOf } from "@crisscross/core/job/regions";
import { measures } from "@crisscross/core/sample/measure";
import { hrefOf } from "../address/route.ts";
import { replaceWith } from "../address/use-route.ts";
import { useSession } from "../data/client.ts";
import type { Attribution, Matrix } from "../data/documents.ts";
import { usePolled } from "../data/use-polled.ts";
import { failureWords, figureOf } from "../matrix/cell-figure.ts";
import { type Choices, offersOf, readChoices } from "../matrix/choices.ts";
import { measureOptions } from "../matrix/controls.tsx";
import { Choice, Pick } from "../parts/choice.tsx";
import { Loading } from "../parts/loading.tsx";
import { TroubleNotice } from "../parts/notice.tsx";
import type { ViewProps } from "../parts/view-props.ts";
import { counted, showMs } from "../words/figures.ts";
import { isOver, jobTitle } from "../words/job-words.ts";
import { measureWords } from "../words/measure-words.ts";
import { Samples, type Split } from "./samples.tsx";
import { SpreadCharts } from "./spread-charts.tsx";
import { seriesOf } from "./spread-series.ts";
import { Bills, Waits } from "./waits.tsx";
import "../jobs/jobs.css";
import "../matrix/matrix.css";
import "../parts/bars.css";
import "./cell.css";

/** One cell: how its values are spread, when they were measured, and where their time and money went. */
export default function CellView({ route: { params, query } }: ViewProps) {
  const { client } = useSession();
  const { id = "", origin = "", target = "", variant = "" } = params;
  const measure = query.measure !== undefined && query.measure in measures ? query.measure : "originWait";
  const cell = { origin, target, variant };
  const key = `${id} ${origin} ${target} ${variant} ${measure}`;
  const matrix = usePolled({
    key: `spread ${key}`,
    ask: (signal) =>
      client.getMatrix({
        path: { id },
        query: { ...cell, distribution: measure as keyof typeof measures },
        signal,
      }),
    isLast: ({ job }: Matrix) => isOver(job.state),
  });
  const isDone = matrix.data !== undefined && isOver(matrix.data.job.state);
  const attribution = usePolled({
    key: `samples ${key}`,
    ask: (signal) =>
      client.getAttribution({
        path: { id },
        query: { ...cell, samples: measure as keyof typeof measures },
        signal,
      }),
    isLast: () => isDone,
  });
  const trouble = matrix.trouble ?? attribution.trouble;
  const refresh = () => {
    matrix.refresh();
    attribution.refresh();
  };
  const change = (part: Record<string, string | undefined>) =>
    replaceWith(hrefOf("cell", params, { ...query, ...part }));
  const split: Split = query.by === "connection" ? "connection" : "start";
  return (
    <>
      <nav class="crumbs" aria-label="Above this">
        <span class="crumb-jobs">
          <a href={hrefOf("jobs")}>Jobs</a> /{" "}
        </span>
        <a href={hrefOf("matrix", { id })}>{matrix.data ? jobTitle(nameOf(matrix.data)) : "Matrix"}</a>
      </nav>
      <div class="view-title">
        <h1>
          {placeOf(origin)} to {placeOf(target)}, {variant}
        </h1>
      </div>
      <TroubleNotice trouble={trouble} retry={refresh} />
      {matrix.data === undefined && trouble === undefined && <Loading what="the cell" lines={8} />}
      {matrix.data && (
        <Cell
          matrix={matrix.data}
          attribution={attribution.data}
          isReading={attribution.trouble === undefined}
          query={{ ...query, measure }}
          split={split}
          change={change}
        />
      )}
    </>
  );
}

const nameOf = ({ job: { id, name } }: Matrix) => ({ id, ...(name !== undefined && { name }) });

interface CellProps {
  matrix: Matrix;
  attribution: Attribution | undefined;
  query: Readonly<Record<string, string>>;
  /** Whether the attribution is on its way. */
  isReading: boolean;
  split: Split;
  change(part: Record<string, string | undefined>): void;
}

const Cell = ({ matrix, attribution, isReading, query, split, change }: CellProps) => {
  const [row] = matrix.matrix;
  if (row === undefined) return <p>The job has no such cell.</p>;
  const offers = offersOf([row]);
  const choices = readChoices(query, offers);
  const found = attribution?.attribution[0];
  const starts = row.distribution ? seriesOf(row.distribution).map(({ start }) => start) : [];
  return (
    <>
      <div class="lead">
        <p class="lead-first">{leadOf(row, choices)}</p>
        {matrix.job.wan === "simulated" && (
          <p class="simulated">
            <strong>Simulated network.</strong> The distances between regions come from a table, not from AWS.
          </p>
        )}
      </div>
      <div class="controls no-print">
        <Pick
          legend="Measure"
          options={measureOptions(offers.measures)}
          value={choices.measure}
          onChoose={(value) => change({ measure: value })}
        />
        <Choice
          legend="Samples by"
          options={[
            { value: "start", label: "start" },
            { value: "connection", label: "connection" },
          ]}
          value={split}
          onChoose={(value) => change({ by: value })}
        />
        <p class="field-hint controls-meaning">
          {measureWords[choices.measure]}: {measures[choices.measure]}.
        </p>
      </div>
      <section class="card probe-part">
        <h2>How its values are spread</h2>
        {row.distribution ? <SpreadCharts spread={row.distribution} /> : <p>{whyNoSpread(row.n)}</p>}
      </section>
      <Telling words={samplingWords([row], [choices.measure])} />
      {attribution === undefined && isReading && <Loading what="its samples, waits and bills" lines={8} />}
      {attribution && found?.samples && (
        <section class="card probe-part">
          <h2>When it was measured</h2>
          <Samples
            job={matrix.job.id}
            points={found.samples}
            basis={attribution.basis}
            split={split}
            starts={starts}
          />
        </section>
      )}
      {found && (
        <>
          <section class="card probe-part">
            <h2>Where the wait went</h2>
            <Waits row={found} />
          </section>
          <section class="card probe-part">
            <h2>What it costs</h2>
            <Bills row={found} />
            <p class="soft">
              Means, in USD per million calls at us-east-1 list price, without data transfer. Idle: billed
              while the function below was not. Paid twice: both were billed.
            </p>
          </section>
        </>
      )}
    </>
  );
};

/** Cell and report say the same of their samples as the command does. */
const Telling = ({ words }: { words: readonly string[] }) =>
  words.length > 0 && (
    <section class="card probe-part">
      <h2>What these samples can tell</h2>
      <ul class="telling">
        {words.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );

/** The API gives what is asked for; a report holds one measure. */
const whyNoSpread = (n: number): string =>
  n === 0
    ? "No sample is in yet."
    : "This report holds how the caller's wait is spread, and no other measure.";

/** "Warm calls wait 216 ms at the median (212 to 220), 30 samples." */
function leadOf(row: Matrix["matrix"][number], choices: Choices): string {
  const figure = figureOf(row, choices);
  const failed = failureWords(row);
  const end = failed === "" ? "" : ` Not ok: ${failed}.`;
  const kind = choices.start === "all" ? "Calls of every start" : `${upper(choices.start)} calls`;
  if (figure.kind === "value") {
    const interval = figure.interval
      ? ` (${figure.interval.map((bound) => showMs(bound)).join(" to ")})`
      : ", without an interval";
    return `${kind}: ${measureWords[choices.measure]} ${showMs(figure.ms)}\u00a0ms at the median${interval}, of ${counted(figure.n, "sample")}.${end}`;
  }
  if (figure.kind === "beyond") return `${kind}: the median lies beyond ${showMs(figure.ms)}\u00a0ms.${end}`;
  return `${kind}: no figure, because ${figure.why}.${end}`;
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
