import { hrefOf, type ViewName } from "../address/route.ts";
import "../jobs/jobs.css";
import "./watching.css";

const tabs = [
  { view: "watching", label: "Alarms" },
  { view: "dashboard", label: "Dashboard" },
  { view: "letters", label: "Dead letters" },
] as const satisfies readonly { view: ViewName; label: string }[];

/** The three places to look when something is wrong, the most urgent first. */
export const WatchingHeader = ({ view }: { view: ViewName }) => (
  <header class="job-header">
    <h1>Watching</h1>
    <nav class="tabs" aria-label="Watching">
      {tabs.map((tab) => (
        <a
          key={tab.view}
          class="tab"
          href={hrefOf(tab.view)}
          aria-current={tab.view === view ? "page" : undefined}
        >
          {tab.label}
        </a>
      ))}
    </nav>
  </header>
);
