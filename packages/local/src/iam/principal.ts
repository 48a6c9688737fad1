/** Principals as a policy names them, by kind; `*` is everyone. */
type PrincipalElement = "*" | Record<string, string | string[]>;

const account = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/;
const identity = /^arn:aws:(?:iam|sts)::\d{12}:(?:role|user|assumed-role)\/[^*?$]+$/;
const service = /^[a-z0-9.-]+\.amazonaws\.com$/;

/**
 * Principals as "Service:sns.amazonaws.com", "AWS:arn…", "Account:000000000000" (everyone in it) or "*". Throws, in the
 * words of `refuse`, for what cannot be evaluated.
 */
export function readPrincipals(element: PrincipalElement, refuse: (what: string) => Error): string[] {
  if (element === "*") return ["*"];
  return Object.entries(element).flatMap(([kind, names]) =>
    [names].flat().map((name) => {
      const read = readPrincipal(kind, name);
      if (read !== undefined) return read;
      throw refuse(
        `the principal ${kind} ${name}; accepted are "*", AWS with an account, a role, a session or a user, and Service`,
      );
    }),
  );
}

function readPrincipal(kind: string, name: string): string | undefined {
  if (kind === "Service" && service.test(name)) return `Service:${name}`;
  if (kind !== "AWS") return undefined;
  if (name === "*") return "*";
  const id = account.exec(name)?.[1];
  if (id !== undefined) return `Account:${id}`;
  return identity.test(name) ? `AWS:${name}` : undefined;
}

/**
 * Whether a statement's principals mean one of the caller's. Everyone in an account is meant by a Deny; an Allow only
 * leaves it to the account's own policies to allow something.
 */
export function names(
  effect: "Allow" | "Deny",
  stated: readonly string[],
  callers: readonly string[],
): boolean {
  return stated.some(
    (one) =>
      one === "*" ||
      callers.includes(one) ||
      (effect === "Deny" && callers.some((caller) => accountOf(caller) === one)),
  );
}

/** "Account:000000000000" for a role, a session or a user of it. */
function accountOf(caller: string): string | undefined {
  const id = /^AWS:arn:aws:(?:iam|sts)::(\d{12}):/.exec(caller)?.[1];
  return id === undefined ? undefined : `Account:${id}`;
}
