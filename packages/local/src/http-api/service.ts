import type { Resource } from "../graph/graph.ts";
import { readBlock, readText } from "../graph/inputs.ts";
import { answerOperations, type Backend } from "../service/backend.ts";
import { type Asked, pageOf, type Question, readQuestion } from "../service/described.ts";
import { failInRest, jsonShape } from "../service/failure.ts";
import type { Description } from "../service/service.ts";
import { apiKinds } from "./kinds.ts";
import { apiMetrics } from "./metrics.ts";
import type { ApiSite } from "./provision.ts";

const questions: Readonly<Record<string, Question>> = {
  GetApis: { path: "/v2/apis", query: ["maxResults", "nextToken"] },
};

/** API Gateway, as far as it tells which HTTP APIs there are. */
export const apigateway = {
  name: "apigateway",
  read: (call) => readQuestion(questions, call),
  accessesOf: ({ region }) => [{ action: "apigateway:GET", resource: `arn:aws:apigateway:${region}::/apis` }],
  fail: failInRest(jsonShape(403, 404)),
  kinds: apiKinds,
  metrics: apiMetrics,
  open: openApiGateway,
} as const satisfies Description<ApiSite>;

/** Answers from the resources as they are deployed. An endpoint is AWS's name of it, which here does not answer. */
function openApiGateway({ resources }: { resources: readonly Resource[] }): Backend {
  return answerOperations<Asked>({
    GetApis({ maxResults, nextToken: token }, { region }) {
      const apis = resources.filter(
        (one) => one.type === "aws:apigatewayv2/api:Api" && one.region === region,
      );
      const { page, next } = pageOf(apis, { limit: maxResults, token });
      const items = page.map((one) => ({
        apiId: one.id,
        name: readText(one, "name"),
        protocolType: readText(one, "protocolType"),
        apiEndpoint: `https://${one.id}.execute-api.${region}.amazonaws.com`,
        routeSelectionExpression: "$request.method $request.path",
        corsConfiguration: readBlock(one, "corsConfiguration"),
        disableExecuteApiEndpoint: false,
      }));
      return { items, ...(next && { nextToken: next }) };
    },
  });
}
