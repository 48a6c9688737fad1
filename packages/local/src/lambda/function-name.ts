/** What the Invoke API accepts as a function name: name, partial ARN or ARN, with an optional qualifier. */
const pattern =
  /^(?:arn:aws[\w-]*:lambda:(?<region>[a-z0-9-]+):)?(?:\d{12}:)?(?:function:)?(?<name>[\w-]{1,64})(?::(?<qualifier>\$LATEST|[\w-]+))?$/;

/** Returns the function's name, or undefined when it cannot be one of `region`'s unpublished functions. */
export function parseFunctionName(text: string, region: string): string | undefined {
  const groups = pattern.exec(text)?.groups;
  if (!groups) return undefined;
  if (groups.region !== undefined && groups.region !== region) return undefined;
  if (groups.qualifier !== undefined && groups.qualifier !== "$LATEST") return undefined;
  return groups.name;
}
