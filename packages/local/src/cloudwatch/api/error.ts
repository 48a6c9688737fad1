import { Refusal } from "../../service/refusal.ts";

/** Errors of both APIs: their HTTP status, and the code that clients of the older query protocol know them by. */
const kinds = {
  InvalidParameterValueException: { status: 400, query: "InvalidParameterValue" },
  InvalidParameterCombinationException: { status: 400, query: "InvalidParameterCombination" },
  MissingRequiredParameterException: { status: 400, query: "MissingParameter" },
  InvalidNextToken: { status: 400 },
  ValidationException: { status: 400, query: "ValidationError" },
  DashboardNotFoundError: { status: 404, query: "ResourceNotFound" },
  ResourceNotFound: { status: 404 },
  InvalidFormatFault: { status: 400, query: "InvalidFormat" },
  InvalidParameterException: { status: 400 },
  ResourceNotFoundException: { status: 400 },
} as const;

export type ApiErrorKind = keyof typeof kinds;

/** A refusal in the words of AWS. */
export class ApiError extends Refusal {
  constructor(code: ApiErrorKind, message: string) {
    super({ code, ...kinds[code] }, message);
  }
}
