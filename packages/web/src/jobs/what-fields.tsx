import { workFacts, works } from "@crisscross/core/job/works";
import { Chips } from "../parts/chips.tsx";
import { Field } from "../parts/field.tsx";
import type { FieldsProps } from "./fields-props.ts";

/** How a call is made; further forms of a variant are typed below. */
const known = works.flatMap((work) => [
  { value: work, label: work, hint: workFacts[work].label },
  { value: `${work}/fresh`, label: `${work}, fresh connection`, hint: "each call makes its own connection" },
]);
const knownNames: ReadonlySet<string> = new Set(known.map(({ value }) => value));

/** What the called function does, and how often it is called. */
export const WhatFields = ({ form, faults, change }: FieldsProps) => {
  const others = form.variants.filter((variant) => !knownNames.has(variant));
  const chosen = form.variants.filter((variant) => knownNames.has(variant));
  return (
    <section class="card new-job-part">
      <h2>What is called</h2>
      <Chips
        legend="Variants"
        options={known}
        chosen={chosen}
        onChange={(variants) => change({ variants: [...variants, ...others] })}
        fault={others.length === 0 ? faults.variants : undefined}
      />
      <Field
        label="Other variants"
        hint="Separated by spaces, such as bare/direct or db-get/via=eu-west-2"
        value={others.join(" ")}
        fault={others.length === 0 ? undefined : faults.variants}
        onInput={(text) =>
          change({ variants: [...chosen, ...text.split(/\s+/).filter((one) => one !== "")] })
        }
      />
      <Field
        label="Samples in each cell"
        isNumber
        hint="5 show a median; from 59 on there is a p95, from 299 on a p99"
        value={form.samples}
        fault={faults.samples}
        onInput={(samples) => change({ samples })}
      />
    </section>
  );
};
