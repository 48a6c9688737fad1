import { hrefOf } from "./address/route.ts";
import { Empty } from "./parts/empty.tsx";

export default function UnknownView() {
  return (
    <Empty title="This address has no view">
      <p>It may be cut off, or of another release.</p>
      <p>
        <a class="button" href={hrefOf("jobs")}>
          All jobs
        </a>
      </p>
    </Empty>
  );
}
