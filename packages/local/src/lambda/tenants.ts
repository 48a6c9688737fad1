import type { FunctionSpec, InvokeResult } from "./contract.ts";

/** Of all tenants of one function, idle ones too (Lambda developer guide, "Tenant isolation", Considerations). */
const environmentsPerConcurrency = 2.5;

/** Refuses a call without a tenant of a function that is isolated by tenant, and a call with one of any other. */
export function checkTenant(
  { isTenantIsolated = false }: FunctionSpec,
  tenantId: string | undefined,
): InvokeResult | undefined {
  if (isTenantIsolated === (tenantId !== undefined)) return undefined;
  const [state, advice] = isTenantIsolated
    ? ["enabled", "Add a valid tenant ID in"]
    : ["not enabled", "Remove the tenant ID from"];
  return {
    kind: "misdirected",
    message: `The invoked function is ${state} with tenancy configuration. ${advice} your request and try again.`,
  };
}

/** How many environments a function may have that is isolated by tenant and may run so many invocations at once. */
export const mostEnvironments = (concurrency: number): number =>
  Math.floor(concurrency * environmentsPerConcurrency);
