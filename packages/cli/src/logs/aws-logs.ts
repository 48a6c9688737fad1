import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import { CommandError } from "../terminal/command-error.ts";
import { reasonOf } from "../terminal/reason.ts";
import type { LogEvent, LogSource } from "./follow-events.ts";

interface Groups {
  stage: string;
  /** Which functions' logs, and in which regions each of them is. */
  functions: readonly { name: string; region: string }[];
  interrupted: AbortSignal;
}

/** The log groups of a stage, by the credentials and the endpoint that the SDK finds. */
export function openAwsLogs({ stage, functions, interrupted }: Groups): LogSource[] {
  const clients = new Map<string, CloudWatchLogsClient>();
  const clientIn = (region: string): CloudWatchLogsClient => {
    const client = clients.get(region) ?? new CloudWatchLogsClient({ region, maxAttempts: 3 });
    clients.set(region, client);
    return client;
  };
  return functions.map(({ name, region }) => ({
    region,
    function: name,
    async read(startTime) {
      const logGroupName = `/aws/lambda/crisscross-${stage}-${name}`;
      const events: LogEvent[] = [];
      let nextToken: string | undefined;
      do {
        const input = { logGroupName, startTime, ...(nextToken !== undefined && { nextToken }) };
        const page: FilterLogEventsCommandOutput = await clientIn(region)
          .send(new FilterLogEventsCommand(input), { abortSignal: interrupted })
          .catch((cause) => {
            interrupted.throwIfAborted();
            throw notRead(logGroupName, region, cause);
          });
        for (const { eventId = "", timestamp = 0, message = "" } of page.events ?? [])
          events.push({ id: eventId, atMs: timestamp, region, function: name, message });
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return events;
    },
  }));
}

function notRead(group: string, region: string, cause: unknown): CommandError {
  const name = cause instanceof Error ? cause.name : "";
  const todo =
    name === "CredentialsProviderError"
      ? "set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; of a local cloud, what npx crisscross up prints"
      : name === "ResourceNotFoundException"
        ? "name the stage with --stage, and a region that it has with --region"
        : "see npx crisscross doctor";
  return new CommandError(1, `${group} in ${region} cannot be read (${reasonOf(cause)}); ${todo}`, { cause });
}
