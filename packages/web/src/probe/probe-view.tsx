import type { ViewProps } from "../parts/view-props.ts";

export default function ProbeView({ route }: ViewProps) {
  return <h1>Probe {Object.values(route.params).at(-1)}</h1>;
}
