import { type Measure, measures } from "@crisscross/core/sample/measure";
import { Choice, Pick } from "../parts/choice.tsx";
import { measureWords } from "../words/measure-words.ts";
import { type Choices, connectionOf, type Offers, otherConnection, statistics } from "./choices.ts";

interface ControlsProps {
  choices: Choices;
  offers: Offers;
  /** Changes what the address says; undefined is what is asked for most. */
  change(query: Record<string, string | undefined>): void;
}

const asOptions = <Value extends string>(values: readonly Value[]) =>
  values.map((value) => ({ value, label: value as string }));

export const measureOptions = (offered: readonly Measure[]) =>
  (Object.keys(measureWords) as Measure[])
    .filter((measure) => offered.includes(measure))
    .map((value) => ({ value, label: measureWords[value] }));

const orderOptions = [
  { value: "asked", label: "As asked" },
  { value: "geography", label: "West to east" },
  { value: "name", label: "By name" },
  { value: "value", label: "Nearest first" },
];

/** What the picture shows. Each choice is in the address at once. */
export const Controls = ({ choices, offers, change }: ControlsProps) => {
  const { measure, stat, variant, start, other } = choices;
  const others = offers.variants.filter((one) => one !== variant);
  return (
    <div class="controls no-print">
      <Pick
        legend="Measure"
        options={measureOptions(offers.measures)}
        value={measure}
        onChoose={(value) => change({ measure: value })}
      />
      <Pick
        legend="Variant"
        options={asOptions(offers.variants)}
        value={variant}
        onChoose={(value) => change({ variant: value, with: other === value ? undefined : other })}
      />
      <Pick
        legend="Starts"
        options={offers.starts.map((value) => ({ value, label: value === "all" ? "all together" : value }))}
        value={start}
        onChoose={(value) => change({ start: value })}
      />
      {others.length > 0 && (
        <Pick
          legend="Compare with"
          options={[{ value: "", label: "nothing" }, ...asOptions(others)]}
          value={other ?? ""}
          onChoose={(value) => change({ with: value || undefined })}
        />
      )}
      <Pick
        legend="Order"
        options={orderOptions}
        value={choices.order}
        onChoose={(value) => change({ order: value })}
      />
      <Choice
        legend="Statistic"
        options={statistics.map((value) => ({ value, label: value === "p50" ? "median" : value }))}
        value={stat}
        onChoose={(value) => change({ stat: value })}
      />
      <Connection variant={variant} variants={offers.variants} change={change} />
      {other !== undefined && (
        <Choice
          legend="Show both"
          options={[
            { value: "beside", label: "Side by side" },
            { value: "difference", label: "Difference" },
          ]}
          value={choices.compare}
          onChoose={(value) => change({ as: value })}
        />
      )}
      <Choice
        legend="Colours"
        options={[
          { value: "whole", label: "Same everywhere" },
          { value: "fit", label: "Fit this picture" },
        ]}
        value={choices.isFitted ? "fit" : "whole"}
        onChoose={(value) => change({ colours: value === "fit" ? "fit" : undefined })}
      />
      <p class="field-hint controls-meaning">
        {measureWords[measure]}: {measures[measure]}.
      </p>
    </div>
  );
};

/** Where a job has a variant over both kinds of connection. */
const Connection = ({
  variant,
  variants,
  change,
}: {
  variant: string;
  variants: readonly string[];
  change: ControlsProps["change"];
}) => {
  const other = otherConnection(variant, variants);
  if (other === undefined) return null;
  return (
    <Choice
      legend="Connection"
      options={asOptions(["reused", "fresh"])}
      value={connectionOf(variant)}
      onChoose={(value) => change({ variant: value === connectionOf(variant) ? variant : other })}
    />
  );
};
