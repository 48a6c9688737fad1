import { JobEvent, jobEventOf } from "@crisscross/core/documents/job-event";
import { JobView } from "@crisscross/core/documents/job-view";
import { parse } from "@crisscross/core/edge/schema";
import { epochMs } from "@crisscross/core/edge/time";
import { JobRecord } from "@crisscross/core/job/job-record";
import type { Examples } from "./responses.ts";
import { type Json, schemaOf } from "./schemas.ts";

const description = `A message of the stage's topic of events, which AWS delivers to whoever subscribes: an SQS queue, a function, an HTTPS
address. Over HTTPS it is the field \`Message\` of SNS's own envelope, unless the subscription asks for raw delivery. Message attributes to
filter on: \`type\`, \`job\`, \`state\`, and \`tags\`, a list of KEY=VALUE. The same message may come more than once, with the same \`id\`.`;

/** What is sent without being asked for. */
export const webhooksOf = (examples: Readonly<Record<string, Examples>>): Json => ({
  jobEnded: {
    post: {
      operationId: "jobEnded",
      summary: "a job has ended",
      description,
      security: [],
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: schemaOf(JobEvent), ...exampleOf(examples.GetJob?.answer) },
        },
      },
      responses: { 200: { description: "It is taken. Anything else has SNS deliver it again." } },
    },
  },
});

/** What was told of the job that the other examples are of. */
function exampleOf(answer: unknown): Json {
  if (answer === undefined) return {};
  const { createdAt, ...view } = parse(JobView, answer, "example");
  const createdAtMs = epochMs(Date.parse(createdAt));
  const record = parse(JobRecord, { ...view, createdAtMs, probesPerBlock: 10 }, "example");
  const finish = { state: "complete" as const, finishedAtMs: epochMs(createdAtMs + 11_000), losses: [] };
  return { example: jobEventOf(record, finish) };
}
