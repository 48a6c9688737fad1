import { failInJson, jsonShape } from "../service/failure.ts";

/** What DynamoDB calls a request whose members do not fit together. */
export const invalidTable = { code: "com.amazon.coral.validate#ValidationException", status: 400 };

/** Errors as DynamoDB writes them. */
export const failTables = failInJson({
  ...jsonShape(400, 400),
  otherRegion: { code: "ValidationException", status: 400 },
});
