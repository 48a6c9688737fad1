import { appendFileSync } from "node:fs";

/** The engine's events in the form Pulumi writes them, one JSON document a line; the CLI reads along. */
export interface EventLog {
  created(urn: string, type: string): void;
  failed(error: unknown): void;
  /** Whether nothing failed. Says that the preview is over. */
  finish(): boolean;
}

export function openEventLog(file: string): EventLog {
  let sequence = 0;
  // One bad output rejects everything that depends on it, each time with the same error.
  const messages = new Set<string>();
  const write = (event: object) =>
    appendFileSync(file, `${JSON.stringify({ sequence: sequence++, timestamp: 0, ...event })}\n`);
  return {
    created(urn, type) {
      const resource = {
        type,
        urn,
        custom: false,
        id: "",
        parent: "",
        provider: "",
        inputs: {},
        outputs: {},
      };
      write({
        resOutputsEvent: { metadata: { op: "create", urn, type, provider: "", old: null, new: resource } },
      });
    },
    failed(error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (messages.has(message)) return;
      messages.add(message);
      write({ diagnosticEvent: { severity: "error", message, color: "never" } });
    },
    finish() {
      write({
        summaryEvent: { maybeCorrupt: false, durationSeconds: 0, resourceChanges: {}, PolicyPacks: {} },
      });
      return messages.size === 0;
    },
  };
}
