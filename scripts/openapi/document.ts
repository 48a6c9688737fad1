import type { ApiRoute } from "@crisscross/core/documents/route-declaration";
import { routeNames, routes } from "@crisscross/core/documents/routes";
import { scopeMeanings, scopes } from "@crisscross/core/documents/scope";
import type * as v from "valibot";
import { componentHeaders } from "./headers.ts";
import { type Examples, responsesOf } from "./responses.ts";
import { componentSchemas, type Json, schemaOf } from "./schemas.ts";
import { webhooksOf } from "./webhooks.ts";

/** What was really sent and answered, by the name of the route. */
export type RouteExamples = Readonly<Record<string, Examples & { readonly request?: unknown }>>;

const tokenWords = `A token that the deployment knows. ${scopes.map((scope) => `\`${scope}\` lets its holder ${scopeMeanings[scope]}.`).join(" ")}`;

const intro = `What one Lambda function calling another really costs, in time and money, from every region to every region.

A request that is refused is answered with application/problem+json, \`{"message": …}\` where API Gateway itself refuses it.
A document may get new fields; what is there keeps its meaning. Requests with fields or parameters that are not known are refused.`;

/** The HTTP API as an OpenAPI 3.1 document, from core's table of routes. */
export function openApiDocument(examples: RouteExamples): Json {
  const paths: Record<string, Json> = {};
  for (const name of routeNames) {
    const { path, method } = routes[name];
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: operationOf(name, routes[name], examples[name] ?? {}),
    };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Crisscross",
      version: "1",
      description: intro,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "Where this document came from." }],
    paths,
    webhooks: webhooksOf(examples),
    components: {
      schemas: componentSchemas(),
      headers: componentHeaders(),
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: tokenWords },
      },
    },
  };
}

function operationOf(name: string, route: ApiRoute, examples: RouteExamples[string]): Json {
  const parameters = parametersOf(route);
  return {
    operationId: name.replace(/^./, (letter) => letter.toLowerCase()),
    summary: route.does,
    // For a bearer token OpenAPI takes what is named here for roles.
    security: route.scope === "open" ? [] : [{ bearer: [route.scope] }],
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: bodyOf(route.body, examples.request) }),
    responses: responsesOf(route, examples),
  };
}

const bodyOf = (schema: v.GenericSchema, example: unknown): Json => ({
  required: true,
  content: { "application/json": { schema: schemaOf(schema), ...(example !== undefined && { example }) } },
});

function parametersOf({ params, query, headers, answer }: ApiRoute): Json[] {
  const tag = { name: "if-none-match", in: "header", required: false, schema: { type: "string" } };
  return [
    ...placed("path", params),
    ...placed("query", query ?? {}),
    ...placed("header", headers),
    ...(answer.headers.includes("etag")
      ? [
          {
            ...tag,
            description: "The etag of an earlier answer; the answer is a 304 while that is still it.",
          },
        ]
      : []),
  ];
}

const placed = (where: string, schemas: Readonly<Record<string, v.GenericSchema>>): Json[] =>
  Object.entries(schemas).map(([name, schema]) => {
    const { description, ...rest } = schemaOf(schema);
    return {
      ...{ name, in: where, required: where === "path" || schema.type !== "optional" },
      ...(description !== undefined && { description }),
      schema: rest,
    };
  });
