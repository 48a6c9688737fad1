const form = /^(?:[a-z\d-]+\.)+?(?:([a-z]{2}(?:-[a-z]+)+-\d)\.)?(?:amazonaws\.com|api\.aws)$/;
/** Where endpoints without a region in their name are. */
const globalRegion = "us-east-1";

/** The region in which an AWS endpoint is, by its name; undefined for any other name. */
export function regionOfName(name: string): string | undefined {
  const found = form.exec(name.toLowerCase());
  return found === null ? undefined : (found[1] ?? globalRegion);
}
