import { routes } from "@crisscross/core/documents/routes";
import { placeOf, type Region } from "@crisscross/core/job/regions";
import type { Cloud } from "@crisscross/local/cloud";

interface Welcome {
  cloud: Pick<Cloud, "apiUrl" | "endpoint" | "homeRegion" | "credentials" | "unkindness">;
  token: string;
  regions: readonly Region[];
  wan: boolean;
  /** What the network does besides. */
  network: string;
  /** Absolute; undefined when all is in memory. */
  dataDir: string | undefined;
}

/** How to reach a cloud that is up, and what to begin with. The page takes the token out of its address. */
export function welcome({ cloud, token, regions, wan, network, dataDir }: Welcome): string {
  const { apiUrl: url, endpoint, homeRegion, credentials, unkindness } = cloud;
  return `Crisscross is up; Ctrl-C stops it.

  page     ${url}/#token=${token}
  API      ${url}
  token    ${token}
  regions  ${regions.map((region) => `${region} (${placeOf(region)})`).join(", ")}
  network  ${wan ? `simulated between regions: ${network}` : "none: calls between regions take no longer than within one"}
  also     ${unkindness.length > 0 ? `simulated: ${unkindness.join(", ")}` : "nothing: kinder than AWS"} (docs/local-cloud.md)
  data     ${dataDir ?? "in memory, gone when it stops"}

Publish a job:
  curl -s -X ${routes.SubmitJob.method} ${url}${routes.SubmitJob.path} -H 'authorization: Bearer ${token}' -H 'content-type: application/json' -d '{}'

Publish one and see its matrix:
  npx crisscross probe ${dataDir === undefined ? `--api ${url} --token ${token}` : `--data ${dataDir}`}

Look inside with an AWS SDK or the aws command, each region under its own name:
  export AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${homeRegion} AWS_DEFAULT_REGION=${homeRegion}
  export AWS_ACCESS_KEY_ID=${credentials.accessKeyId} AWS_SECRET_ACCESS_KEY=${credentials.secretAccessKey}
`;
}
