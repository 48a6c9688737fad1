/** The ARN of the queue a URL names: https://sqs.REGION.amazonaws.com/ACCOUNT/NAME. */
export function toQueueArn(url: string): string {
  const [, region, account, name] = /^https?:\/\/sqs\.([^.]+)\.[^/]+\/(\d+)\/([^/]+)$/.exec(url) ?? [];
  if (region === undefined) throw new Error(`${url} is not the URL of a queue.`);
  return `arn:aws:sqs:${region}:${account}:${name}`;
}

export function toQueueUrl(arn: string): string {
  const [, , , region, account, name] = arn.split(":");
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}
