import { createServer } from "node:net";
import { CommandError } from "../terminal/command-error.ts";
import { codeOf } from "../terminal/reason.ts";

/** Tries a port before provisioning, which takes seconds and brings up the API last. Throws CommandError 1 when it is not free. */
export async function checkPort(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(portTaken(port, cause)));
    server.listen(port, "127.0.0.1", resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}

export const isPortRefused = (error: unknown): boolean => ["EADDRINUSE", "EACCES"].includes(codeOf(error));

/** A port that nothing can listen on, and why. */
export function portTaken(port: number, cause: unknown): CommandError {
  const why = codeOf(cause) === "EACCES" ? "is not for ordinary users" : "is in use";
  return new CommandError(1, `--port: ${port} ${why}; pass another, or none for a free one`, { cause });
}
