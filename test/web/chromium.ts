import { existsSync } from "node:fs";

export const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const hasBrowser = existsSync(executablePath);
/** Where nobody looks at what was skipped, a browser that is missing is a failure. */
export const isRequired = process.env.CI !== undefined;

export const browserArguments = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync"],
];
