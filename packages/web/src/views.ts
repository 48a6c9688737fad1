import type { ComponentType } from "preact";
import type { ViewName } from "./address/route.ts";
import type { ViewProps } from "./parts/view-props.ts";

type View = () => Promise<{ default: ComponentType<ViewProps> }>;

/** What the browser's tabs and history call a view. */
export const viewTitles: Readonly<Record<ViewName, string>> = {
  home: "Crisscross",
  jobs: "Jobs",
  newJob: "New job",
  job: "About a job",
  matrix: "Matrix",
  cell: "Cell",
  probe: "Probe",
  watching: "Alarms",
  alarm: "Alarm",
  dashboard: "Dashboard",
  letters: "Dead letters",
  unknown: "No view",
};

/** The module of every view: loaded when its address is first looked at. */
export const views: Readonly<Record<ViewName, View>> = {
  home: () => import("./jobs/home-view.tsx"),
  jobs: () => import("./jobs/jobs-view.tsx"),
  newJob: () => import("./jobs/new-job-view.tsx"),
  job: () => import("./jobs/job-view.tsx"),
  matrix: () => import("./matrix/matrix-view.tsx"),
  cell: () => import("./cell/cell-view.tsx"),
  probe: () => import("./probe/probe-view.tsx"),
  watching: () => import("./watching/alarms-view.tsx"),
  alarm: () => import("./watching/alarm-view.tsx"),
  dashboard: () => import("./watching/dashboard-view.tsx"),
  letters: () => import("./watching/letters-view.tsx"),
  unknown: () => import("./unknown-view.tsx"),
};
