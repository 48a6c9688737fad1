import { useState } from "preact/hooks";
import { hrefOf } from "../address/route.ts";
import { goTo } from "../address/use-route.ts";
import { useSession } from "../data/client.ts";
import { useAction } from "../data/use-action.ts";
import { useEstimate } from "../data/use-estimate.ts";
import { EstimateCard } from "./estimate-card.tsx";
import type { FieldsProps } from "./fields-props.ts";
import { type JobForm, planOf, requestOf } from "./job-form.ts";
import { MoreFields } from "./more-fields.tsx";
import { RegionFields } from "./region-fields.tsx";
import { WhatFields } from "./what-fields.tsx";

interface NewJobFormProps {
  deployed: readonly string[];
  initial: JobForm;
}

/** What is asked for on one side; what that would cost, take and do on the other, before anything is done. */
export function NewJobForm({ deployed, initial }: NewJobFormProps) {
  const { client } = useSession();
  const [form, setForm] = useState(initial);
  const change = (part: Partial<JobForm>) => setForm((known) => ({ ...known, ...part }));
  const request = requestOf(form);
  const { estimate, trouble } = useEstimate(request);
  const submit = useAction(async () => {
    const { data } = await client.submitJob({ body: request });
    goTo(hrefOf("matrix", { id: data.id }));
  });
  const refused = submit.trouble ?? trouble;
  const faults = refused?.kind === "refused" ? refused.faults : {};
  const given: FieldsProps = { form, faults, change };
  return (
    <form
      class="new-job"
      onSubmit={(event) => {
        event.preventDefault();
        submit.run();
      }}
    >
      <div class="new-job-fields">
        <RegionFields {...given} deployed={deployed} />
        <WhatFields {...given} />
        <MoreFields {...given} />
      </div>
      <EstimateCard plan={planOf(form)} estimate={estimate} trouble={refused} isRunning={submit.isRunning} />
    </form>
  );
}
