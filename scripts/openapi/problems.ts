import { errorCodes, errorStatus } from "@crisscross/core/edge/error-status";
import { type ProblemKind, problemKinds, problemType } from "@crisscross/core/edge/problem-table";

const intro = `# Problems

Written by \`npm run openapi\` from \`packages/core/src/edge/problem-table.ts\`; a test compares.

Every refusal of the API is \`application/problem+json\`. \`code\` is stable. \`type\` leads to the code's entry on the API's own
page, \`/docs\`, which says the same as this one. \`retryable\` says whether the same request may be done later; where waiting
helps, \`Retry-After\` says how many seconds. \`instance\` is the id of the request: the header \`apigw-requestid\` of the answer, \`requestId\`
in the API's access log, and of a 5xx also \`requestId\` in the line \`request.failed\` of [the log of api](logs.md).

401, 403, 429 and a 5xx without a \`code\` are API Gateway's own, \`{"message": …}\`. An HTTP API lets nobody change them, so they have
neither a \`type\` nor a \`Retry-After\` ([errors](api.md#errors)).
`;

/** docs/problems.md: every code, when it is answered, and what to do. */
export const renderProblems = (): string =>
  [
    intro,
    ...errorCodes.map((code) => {
      const { isRetryable, retryAfterSeconds, means, next }: ProblemKind = problemKinds[code];
      const facts = [
        `status ${errorStatus[code]}`,
        `\`retryable\` ${isRetryable}`,
        ...(retryAfterSeconds === undefined ? [] : [`\`Retry-After\` ${retryAfterSeconds}`]),
        `\`type\` \`${problemType(code)}\``,
      ];
      return `## ${code}\n\n${facts.join(" · ")}\n\n${means} ${next}\n`;
    }),
  ].join("\n");
