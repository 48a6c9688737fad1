import { createClient } from "@crisscross/client/client";
import { useMemo } from "preact/hooks";
import type { Route } from "./address/route.ts";
import { useRoute } from "./address/use-route.ts";
import { SessionProvider } from "./data/client.ts";
import { type ReportData, reportOrigin } from "./report/report-data.ts";
import { sendFromData } from "./report/send-from-data.ts";
import { ViewFrame } from "./view-frame.tsx";
import { showInstant } from "./words/times.ts";

/** The page's own views of one job, from a file: what they ask is answered by what the report holds. */
export function ReportShell({ data }: { data: ReportData }) {
  const asked = useRoute();
  const session = useMemo(
    () => ({
      client: createClient({ url: reportOrigin, send: sendFromData(data), remembers: false, pausesMs: [] }),
      signOut() {},
    }),
    [data],
  );
  const { id } = data.job;
  const first: Route = { view: "matrix", params: { id }, query: asked.query };
  const route = ["matrix", "job", "cell", "probe"].includes(asked.view) ? asked : first;
  return (
    <SessionProvider value={session}>
      <main id="main" class="main report" tabIndex={-1}>
        <ViewFrame route={route} />
        <footer class="report-foot soft">
          A report of job <code>{id}</code>, made {showInstant(data.madeAt)} by Crisscross. It holds what the
          API answered then, and loads nothing.
        </footer>
      </main>
    </SessionProvider>
  );
}
