export const works = ["bare", "db-get", "db-put"] as const;
/** What inner does: nothing, or one DynamoDB call in its own region. */
export type Work = (typeof works)[number];

interface WorkFacts {
  /** In words, as docs/api.md says it. */
  label: string;
  /** The function that does it. An answer of inner-db must hold its database call. */
  runsIn: "inner" | "innerDb";
  /** Actions on its region's records table that the function must be allowed. */
  access: readonly `dynamodb:${string}`[];
  /** Whether the job's customers must be in that table before the first call. */
  needsCustomers: boolean;
  /** What the database call takes of its table. */
  units: { read: number; write: number };
}

/** All that the program knows of a work, but for how its call is made: packages/functions has that. */
export const workFacts = {
  bare: {
    label: "no database call",
    runsIn: "inner",
    access: [],
    needsCustomers: false,
    units: { read: 0, write: 0 },
  },
  "db-get": {
    label: "one DynamoDB read in the target's region",
    runsIn: "innerDb",
    access: ["dynamodb:GetItem"],
    needsCustomers: true,
    // An eventually consistent read of up to 4 KB is half a unit.
    units: { read: 0.5, write: 0 },
  },
  "db-put": {
    label: "one DynamoDB write in the target's region",
    runsIn: "innerDb",
    access: ["dynamodb:PutItem"],
    // So that every write replaces a record, the first one too.
    needsCustomers: true,
    units: { read: 0, write: 1 },
  },
} as const satisfies Readonly<Record<Work, WorkFacts>>;

export const isWork = (name: string | undefined): name is Work => works.some((known) => known === name);

/** What inner-db must be allowed on its region's records table, for all works. */
export const recordsAccess: readonly string[] = works.flatMap(
  (work): WorkFacts["access"] => workFacts[work].access,
);
