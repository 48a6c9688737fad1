import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";
import type { FieldsProps } from "./fields-props.ts";
import { type JobForm, loadWords } from "./job-form.ts";

const loads = (Object.keys(loadWords) as JobForm["load"][]).map((value) => ({
  value,
  label: loadWords[value].label,
}));

/** What a job is called by, and what most jobs leave as it is. */
export const MoreFields = ({ form, faults, change }: FieldsProps) => (
  <section class="card new-job-part">
    <h2>What it is called by</h2>
    <div class="field-row">
      <Field label="Name" value={form.name} fault={faults.name} onInput={(name) => change({ name })} />
      <Field
        label="Tags"
        placeholder="team=edge, release=2026.11"
        value={form.tags}
        fault={faults.tags}
        onInput={(tags) => change({ tags })}
      />
    </div>
    <details class="more" open={form.seed !== ""}>
      <summary>Pace, limits and seed</summary>
      <div class="new-job-part">
        <Choice
          legend="Calls are made"
          options={loads}
          value={form.load}
          onChoose={(load) => change({ load, loadValue: loadWords[load].usual })}
        />
        <div class="field-row">
          <Field
            label={loadWords[form.load].value}
            isNumber
            value={form.loadValue}
            fault={faults["load.gapMs"] ?? faults["load.meanGapMs"] ?? faults["load.size"] ?? faults.load}
            onInput={(loadValue) => change({ loadValue })}
          />
          <Field
            label="Deadline of a call, ms"
            isNumber
            value={form.deadlineMs}
            fault={faults.deadlineMs}
            onInput={(deadlineMs) => change({ deadlineMs })}
          />
          <Field
            label="Time limit of the job, min"
            isNumber
            value={form.timeLimitMinutes}
            fault={faults.timeLimitMinutes}
            onInput={(timeLimitMinutes) => change({ timeLimitMinutes })}
          />
          <Field
            label="Seed"
            isNumber
            hint="The same seed makes the same probes in the same order"
            value={form.seed}
            placeholder="by chance"
            fault={faults.seed}
            onInput={(seed) => change({ seed })}
          />
        </div>
      </div>
    </details>
  </section>
);
