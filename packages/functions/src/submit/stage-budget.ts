import { DailyBudget } from "@crisscross/core/job/daily-budget";
import * as v from "valibot";
import { text } from "../edges/variables.ts";

/** JSON with what a stage's jobs of a day may take; absent when nothing limits them. */
export const stageBudget = v.optional(v.pipe(text, v.parseJson(), DailyBudget));
