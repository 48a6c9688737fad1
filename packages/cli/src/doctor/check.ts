/** One thing that has to be as it is needed. */
export interface Check {
  name: string;
  /** `note`: it is missing, and not everything needs it. `unchecked`: it could not be looked at. */
  state: "ok" | "note" | "failed" | "unchecked";
  /** What was found, or why nothing was looked at. */
  found: string;
  /** What to do about it. */
  todo?: string;
}

export const ok = (name: string, found: string): Check => ({ name, state: "ok", found });

export const failed = (name: string, found: string, todo: string): Check => ({
  ...{ name, state: "failed", found, todo },
});

export const unchecked = (name: string, why: string, todo?: string): Check => ({
  ...{ name, state: "unchecked", found: `not checked: ${why}`, ...(todo !== undefined && { todo }) },
});
