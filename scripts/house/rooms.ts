/** A folder of a package, or its root, ".". */
export interface Room {
  name: string;
  /** What it holds, in one line. */
  holds: string;
}

/**
 * The rooms of every package in their order, ground floor first. A file imports from its own room and from those
 * before it, never from those after it. A room within a room has its own place.
 */
export const rooms: Readonly<Record<string, readonly Room[]>> = {
  core: [
    { name: "edge", holds: "errors, schemas, seeded randomness, times: what every file may use" },
    { name: "statistics", holds: "numbers in, quantiles and intervals out; knows no probe" },
    { name: "job", holds: "what is asked for: spec, variants, load, price, and its plan of blocks" },
    { name: "sample", holds: "what a probe saw: calls, receipts, marks' values, measures, start classes" },
    { name: "summary", holds: "samples merged into cells, and how that is stored as text" },
    { name: "standing", holds: "expected against stored: the ledger, losses, how a job ends" },
    { name: "explain", holds: "where the time and money of a call went" },
    { name: "metrics", holds: "the one table of metrics, and what blocks and jobs publish" },
    { name: "documents", holds: "what the API and the command print" },
  ],
};

/** Packages in their order, ground floor first, with what each may import of the others. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  core: [],
  functions: ["core"],
  local: [],
  cli: ["core", "local"],
};
