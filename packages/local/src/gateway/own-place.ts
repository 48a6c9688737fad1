import { type Names, whyOfOtherRegion } from "../service/names.ts";
import { Refusal } from "../service/refusal.ts";
import type { Place } from "../service/service-request.ts";

type Input = Readonly<Record<string, unknown>>;

const inPlainWords: NonNullable<Names["refuseRegion"]> = (named, place) =>
  `${named.member} ${whyOfOtherRegion(named, place)}.`;

/**
 * Throws Refusal for a request that names a resource of another region than the one it is signed for, or of another
 * account than the local cloud's: AWS takes neither, and here one process holds all regions.
 */
export function checkOwnPlace(input: Input, place: Place, names: Names = { members: [] }): void {
  const { members, anyRegion = [], refuseRegion = inPlainWords } = names;
  for (const path of [...members, ...anyRegion]) {
    for (const text of textsAt(input, path.split("."))) {
      const { region = "", account = "" } = path.endsWith("AccountId") ? { account: text } : readPlace(text);
      if (region !== "" && region !== place.region && !anyRegion.includes(path)) {
        throw new Refusal("otherRegion", refuseRegion({ member: path, text, region }, place));
      }
      if (account !== "" && account !== place.accountId) {
        const message = `${path} ${text} is of account ${account}; the local cloud has only ${place.accountId}.`;
        throw new Refusal("otherAccount", message);
      }
    }
  }
}

function textsAt(value: unknown, [step, ...rest]: readonly string[]): string[] {
  if (step === undefined) return typeof value === "string" ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  if (step === "keys") return Object.keys(value);
  const found =
    step === "*" ? Object.values(value) : Object.hasOwn(value, step) ? [(value as Input)[step]] : [];
  return found.flatMap((one) => textsAt(one, rest));
}

const forms = [
  /^arn:[^:]*:[^:]*:(?<region>[^:]*):(?<account>[^:]*):/,
  // As the reader of SQS's requests writes them.
  /^https:\/\/sqs\.(?<region>[^.]+)\.amazonaws\.com\/(?<account>\d+)\//,
  /^(?<account>\d{12}):/,
];

/** The region and the account of an ARN, a part of one, or the URL of a queue; a plain name has neither. */
function readPlace(text: string): { region?: string; account?: string } {
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    if (groups !== undefined) return groups;
  }
  return {};
}
