import { useEffect } from "preact/hooks";
import { hrefOf, parseRoute } from "../address/route.ts";
import { replaceWith } from "../address/use-route.ts";
import { useSession } from "../data/client.ts";
import { usePolled } from "../data/use-polled.ts";
import { Loading } from "../parts/loading.tsx";
import { TroubleNotice } from "../parts/notice.tsx";

/** Where the page begins: at the newest job's matrix, or at the jobs where there is none yet. */
export default function HomeView() {
  const { client } = useSession();
  const { data, trouble, refresh } = usePolled({
    key: "home",
    ask: (signal) => client.listJobs({ query: { limit: "1" }, signal }),
    isLast: () => true,
  });
  useEffect(() => {
    const [newest] = data?.jobs ?? [];
    // Who went elsewhere meanwhile stays there.
    if (data && parseRoute(location.hash).view === "home")
      replaceWith(newest ? hrefOf("matrix", { id: newest.id }) : hrefOf("jobs"));
  }, [data]);
  return (
    <>
      <TroubleNotice trouble={trouble} retry={refresh} />
      {trouble?.kind !== "refused" && <Loading what="the newest job" lines={8} />}
    </>
  );
}
