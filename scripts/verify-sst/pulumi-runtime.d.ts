/** What is used of Pulumi's runtime, which lives in SST's platform and not among this project's dependencies. */
declare module "@pulumi/pulumi/runtime" {
  export interface MockResourceArgs {
    type: string;
    name: string;
    inputs: Record<string, string>;
    custom?: boolean;
    provider?: string;
  }
  export interface MockResourceResult {
    id?: string;
    state: Record<string, unknown>;
  }
  export interface MockCallArgs {
    token: string;
    inputs: { statements: never[] };
    provider?: string;
  }
  export interface Mocks {
    newResource(resource: MockResourceArgs): MockResourceResult;
    call(call: MockCallArgs): Record<string, unknown>;
  }
  /** A protobuf Struct. */
  export interface Outputs {
    toJavaScript(): Record<string, unknown>;
  }
  export interface MockMonitor {
    /** By URN; `state` is a Struct once a component registered its outputs. */
    resources: Map<string, { state: Outputs | Record<string, unknown> }>;
    newUrn(parent: string, type: string, name: string): string;
  }
  export function setMocks(
    mocks: Mocks,
    project: string,
    stack: string,
    preview: boolean,
    organization: string,
  ): Promise<void>;
  export function getMonitor(): MockMonitor;
  export function setAllConfig(config: Record<string, string>): void;
  export function runInPulumiStack(program: () => Promise<unknown>): Promise<unknown>;
}
