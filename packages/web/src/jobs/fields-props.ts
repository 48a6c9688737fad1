import type { Faults } from "../data/trouble.ts";
import type { JobForm } from "./job-form.ts";

/** What every part of the form is given: its values, what is wrong with them, and how to change them. */
export interface FieldsProps {
  form: JobForm;
  faults: Faults;
  change(part: Partial<JobForm>): void;
}
