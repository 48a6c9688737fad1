import type { ViewProps } from "../parts/view-props.ts";

export default function CellView({ route }: ViewProps) {
  return <h1>Cell {Object.values(route.params).at(-1)}</h1>;
}
