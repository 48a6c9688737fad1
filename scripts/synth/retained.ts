interface RegisterRequest {
  getType(): string;
  getName(): string;
  getRetainondelete(): boolean;
}

/** The part of Pulumi's mock of an engine that is told of every resource with its options. */
export interface RegisteringMonitor {
  registerResource(request: RegisterRequest, callback: unknown): Promise<void>;
}

export const retainedKey = ({ type, name }: { type: string; name: string }): string => `${type} ${name}`;

/** Collects which resources stay on AWS when they are removed from the description; mocks are not told of it. */
export function noteRetained(monitor: RegisteringMonitor): ReadonlySet<string> {
  const retained = new Set<string>();
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    if (request.getRetainondelete())
      retained.add(retainedKey({ type: request.getType(), name: request.getName() }));
    return register(request, callback);
  };
  return retained;
}
