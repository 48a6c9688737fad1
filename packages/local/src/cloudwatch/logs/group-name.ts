/** A log group may be named by its ARN, with or without ":*" behind. */
export function toGroupName(nameOrArn: string): string {
  if (!nameOrArn.startsWith("arn:")) return nameOrArn;
  return nameOrArn.split(":").slice(6).join(":").replace(/:\*$/, "");
}
