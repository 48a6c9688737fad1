import { Refusal } from "../service/refusal.ts";
import type { Place } from "../service/service-request.ts";

type Input = Readonly<Record<string, unknown>>;

interface Named {
  member: string;
  text: string;
  region: string;
}

interface Names {
  /** Paths to the members that name a resource, whatever the operation; `*` is every item, `keys` every key. */
  members: readonly string[];
  /** Those that may name one of another region, but of no other account. */
  anyRegion?: readonly string[];
  /** In the words of the service, so far as they are known. */
  refuseRegion: (named: Named, place: Place) => string;
}

const reason = ({ text, region }: Named, place: Place): string =>
  `${text} is of region ${region}, and the request is signed for ${place.region}`;
const inPlainWords: Names["refuseRegion"] = (named, place) => `${named.member} ${reason(named, place)}.`;

/** Where the requests of each service name a resource by more than its name. Those of other services may be anywhere. */
export const named: Readonly<Record<string, Names>> = {
  sns: {
    members: ["TopicArn", "TargetArn", "SubscriptionArn", "ResourceArn"],
    anyRegion: ["Endpoint"],
    refuseRegion: (named, place) => `Invalid parameter: ${named.member} Reason: ${reason(named, place)}`,
  },
  sqs: {
    members: ["QueueUrl", "SourceArn", "DestinationArn", "QueueOwnerAWSAccountId"],
    refuseRegion: (named, place) =>
      `The address ${named.text} is not valid for this endpoint: ${reason(named, place)}.`,
  },
  dynamodb: {
    members: ["TableName", "ResourceArn", "RequestItems.keys", "TransactItems.*.*.TableName"],
    refuseRegion: ({ text }, { region }) =>
      `1 validation error detected: Invalid AWS region in '${text}'; the request is signed for ${region}`,
  },
  lambda: {
    members: ["FunctionName", "Resource"],
    refuseRegion: ({ region }, place) =>
      `Functions from '${region}' are not reachable in this region ('${place.region}')`,
  },
  monitoring: {
    members: ["AlarmNames.*", "AlarmName", "ParentsOfAlarmName", "ChildrenOfAlarmName", "ResourceARN"],
    refuseRegion: inPlainWords,
  },
  logs: {
    members: ["logGroupName", "logGroupIdentifier", "logGroupIdentifiers.*", "logGroupArn", "resourceArn"],
    refuseRegion: inPlainWords,
  },
};

/**
 * Throws Refusal for a request that names a resource of another region than the one it is signed for, or of another
 * account than the local cloud's: AWS takes neither, and here one process holds all regions.
 */
export function checkOwnPlace(input: Input, place: Place): void {
  const names = Object.hasOwn(named, place.service) ? named[place.service] : undefined;
  const { members = [], anyRegion = [] } = names ?? {};
  for (const path of [...members, ...anyRegion]) {
    for (const text of textsAt(input, path.split("."))) {
      const { region = "", account = "" } = path.endsWith("AccountId") ? { account: text } : readPlace(text);
      if (region !== "" && region !== place.region && !anyRegion.includes(path)) {
        const message = names?.refuseRegion({ member: path, text, region }, place) ?? "";
        throw new Refusal("otherRegion", message);
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
