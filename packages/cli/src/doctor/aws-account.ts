import { GetAccountSettingsCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Account } from "./account.ts";

/** AWS, by the credentials and the endpoint that the SDK finds. `home` is where the identity is asked for. */
export function createAwsAccount(home: string, interrupted: AbortSignal): Account {
  const common = { maxAttempts: 2, requestHandler: { connectionTimeout: 3_000, requestTimeout: 8_000 } };
  const options = { abortSignal: interrupted };
  return {
    async identity() {
      const client = new STSClient({ ...common, region: home });
      let serverMs: number | undefined;
      client.middlewareStack.add(
        (next) => async (input) => {
          const result = await next(input);
          const { headers = {} } = result.response as { headers?: Record<string, string> };
          const date = Date.parse(headers.date ?? "");
          if (Number.isFinite(date)) serverMs = date;
          return result;
        },
        { step: "deserialize", priority: "low" },
      );
      const { Account = "unknown", Arn = "unknown" } = await client.send(
        new GetCallerIdentityCommand({}),
        options,
      );
      return { account: Account, arn: Arn, ...(serverMs !== undefined && { serverMs }) };
    },
    async concurrency(region) {
      const client = new LambdaClient({ ...common, region });
      const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}), options);
      const { ConcurrentExecutions: limit, UnreservedConcurrentExecutions: unreserved } = AccountLimit ?? {};
      if (limit === undefined || unreserved === undefined) throw new Error("Lambda names no limit");
      return { limit, unreserved };
    },
  };
}
