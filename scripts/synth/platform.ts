// SST's component sources, bundled apart from stacks/: they are most of a program, and the same in all.
export { run } from "../../.sst/platform/src/auto/run";
export { $asset, $transform } from "../../.sst/platform/src/components/component";
export * as sst from "../../.sst/platform/src/components/index";
