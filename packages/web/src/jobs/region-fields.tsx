import { placeOf } from "@crisscross/core/job/regions";
import { Chips } from "../parts/chips.tsx";
import type { FieldsProps } from "./fields-props.ts";

/** From where to where. */
export const RegionFields = ({
  form,
  faults,
  change,
  deployed,
}: FieldsProps & { deployed: readonly string[] }) => {
  const options = deployed.map((region) => ({ value: region, label: placeOf(region), hint: region }));
  return (
    <section class="card new-job-part">
      <h2>Between which regions</h2>
      <Chips
        legend="From"
        options={options}
        chosen={form.origins}
        onChange={(origins) => change({ origins })}
        fault={faults.origins}
      />
      <Chips
        legend="To"
        options={options}
        chosen={form.targets}
        onChange={(targets) => change({ targets })}
        fault={faults.targets}
      />
    </section>
  );
};
