import type { Case } from "./cases.ts";

/** Where a client sends its calls, and as whom. */
export interface Place {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

/** A client of AWS on this machine. */
export interface Client {
  /** "boto3 1.35.99" */
  label: string;
  ask(place: Place, asked: Case): Promise<ClientAnswer>;
}

export type ClientAnswer =
  /** What it printed or returned, as JSON. */
  | { kind: "answer"; text: string }
  /** What it made of a refusal. */
  | { kind: "error"; code: string; message: string }
  /** It has no such service or operation. */
  | { kind: "unknown" };

export type Verdict = "works" | "refused" | "differs" | "–";

/** Refused is what the client could read as a refusal, with a code and in words; differs is all else that does not work. */
export function judge({ says }: Case, outcome: ClientAnswer): Verdict {
  switch (outcome.kind) {
    case "unknown":
      return "–";
    case "answer":
      // Go writes the names of members in its own case.
      return says !== undefined && outcome.text.toLowerCase().includes(says.toLowerCase())
        ? "works"
        : "differs";
    case "error":
      return /^[A-Z]\w+$/.test(outcome.code) && outcome.code !== "Unknown" && / \w+ /.test(outcome.message)
        ? "refused"
        : "differs";
  }
}

/** The environment of a client that is a program of its own. */
export const environmentOf = ({ endpoint, region, credentials }: Place): NodeJS.ProcessEnv => ({
  ...process.env,
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_MAX_ATTEMPTS: "1",
  AWS_PAGER: "",
});
