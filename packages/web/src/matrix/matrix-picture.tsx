import type { ComponentChildren } from "preact";
import type { Matrix } from "../data/documents.ts";
import { Notice } from "../parts/notice.tsx";
import { measureWords } from "../words/measure-words.ts";
import type { Choices } from "./choices.ts";
import { HeatTable } from "./heat-table.tsx";
import { Legend } from "./legend.tsx";
import { NotShown } from "./not-shown.tsx";
import { domainOf, type Picture, pictureOf } from "./picture.ts";
import { differenceSentences, sentencesOf } from "./sentence.ts";

interface MatrixPictureProps {
  document: Matrix;
  choices: Choices;
  /** What the choices are changed by. */
  children: ComponentChildren;
}

/** The sentence, the picture it is about, and what the picture means. */
export function MatrixPicture({ document, choices, children }: MatrixPictureProps) {
  const { job } = document;
  const { one, other } = picturesOf(document, choices);
  const isDifference = other !== undefined && choices.compare === "difference";
  const domain = domainOf(other ? [one, other] : [one], choices);
  const title = `${measureWords[choices.measure]}, ${choices.stat === "p50" ? "median" : choices.stat}, ms`;
  const sentences = isDifference
    ? differenceSentences(one, other, choices)
    : [...sentencesOf(one, choices), ...(other ? sentencesOf(other, choices).slice(0, 1) : [])];
  return (
    <>
      <Lead sentences={sentences} job={job} />
      {children}
      <figure
        class={`card heat-figure ${other && !isDifference && one.targets.length <= 7 ? "heat-beside" : ""}`}
      >
        {isDifference ? (
          <HeatTable
            job={job.id}
            picture={other}
            from={one}
            domain={domain}
            caption={`${title}: ${other.variant} less ${one.variant}`}
          />
        ) : (
          [one, ...(other ? [other] : [])].map((picture) => (
            <HeatTable
              key={picture.variant}
              job={job.id}
              picture={picture}
              domain={domain}
              caption={`${title}: ${kindOf(choices)} ${picture.variant} calls`}
            />
          ))
        )}
        <Legend domain={domain} isDifference={isDifference} cells={[...one.cells, ...(other?.cells ?? [])]} />
      </figure>
      <NotShown document={document} />
    </>
  );
}

const kindOf = ({ start }: Choices): string => (start === "all" ? "all" : start);

function picturesOf({ matrix }: Matrix, choices: Choices): { one: Picture; other: Picture | undefined } {
  const one = pictureOf(matrix, choices.variant, choices);
  const other = choices.other === undefined ? undefined : pictureOf(matrix, choices.other, choices, one);
  return { one, other };
}

/** What the picture says. A simulated network is named before any figure of it. */
const Lead = ({ sentences, job }: { sentences: readonly string[]; job: Matrix["job"] }) => {
  const [first, ...rest] = sentences;
  return (
    <div class="lead">
      <p class="lead-first">{first}</p>
      {rest.length > 0 && <p class="soft">{rest.join(" ")}</p>}
      {job.wan === "mixed" && (
        <Notice tone="warn" title="Samples of two networks">
          <p>Some calls went over a simulated network and some not: a figure over both is of neither.</p>
        </Notice>
      )}
      {job.wan === "simulated" && (
        <p class="simulated">
          <strong>Simulated network.</strong> The distances between regions come from a table, not from AWS.
        </p>
      )}
    </div>
  );
};
