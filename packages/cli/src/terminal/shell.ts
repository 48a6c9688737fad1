/** What a command may touch of the process it runs in. Tests hand in their own. */
export interface Shell {
  stdout: Screen;
  stderr: Screen;
  env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C or SIGTERM; the reason is an Interruption. */
  interrupted: AbortSignal;
}

export type Screen = NodeJS.WritableStream & {
  isTTY?: boolean;
  columns?: number;
  rows?: number;
  /** Between the two, what is written waits, to be sent in one piece. */
  cork?(): void;
  uncork?(): void;
  /** What lies behind a screen that lets only text through: for our own moves of the cursor, never for text from outside. */
  raw?: Screen;
};
