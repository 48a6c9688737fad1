import type { Hono } from "hono";
import { readAttribution } from "../results/read-attribution.ts";
import { type ReadDeps, readState } from "../results/read-job.ts";
import { readSample } from "../results/read-sample.ts";
import { readSamplePage } from "../results/read-samples.ts";
import type { Bindings } from "./app.ts";
import { readJobId, readQuery, refuseQuery } from "./request.ts";
import { encodeCursor, readCellQuery, readSampleQuery } from "./sample-request.ts";

const csv = "text/csv; charset=utf-8";
const contentTypes = { csv, "csv-safe": csv, ndjson: "application/x-ndjson" } as const;

/** Names the blocks of a page whose samples cannot be given. */
const damagedHeader = "crisscross-damaged";

/** All it takes to read a job, but not the list of them. */
type SampleRouteDeps = Omit<ReadDeps, "jobs"> & { jobs: Pick<ReadDeps["jobs"], "jobState"> };

/** The routes that look at single samples. */
export function addSampleRoutes(app: Hono<{ Bindings: Bindings }>, deps: SampleRouteDeps): void {
  app.get("/v1/jobs/:id/samples", async (c) => {
    const { format, cursor } = readSampleQuery(readQuery(c.req));
    const id = readJobId(c.req.param("id"));
    const { text, next, damaged } = await readSamplePage(deps, await readState(deps, id), format, cursor);
    const link = next && `/v1/jobs/${id}/samples?format=${format}&cursor=${encodeCursor(next)}`;
    return c.body(text, 200, {
      "content-type": contentTypes[format],
      ...(damaged.length > 0 && { [damagedHeader]: damaged.join(", ") }),
      ...(link && { link: `<${link}>; rel="next"` }),
    });
  });

  app.get("/v1/jobs/:id/samples/:probe", async (c) => {
    refuseQuery(c.req);
    const state = await readState(deps, readJobId(c.req.param("id")));
    return c.json(await readSample(deps, state, c.req.param("probe")));
  });

  app.get("/v1/jobs/:id/attribution", async (c) => {
    const state = await readState(deps, readJobId(c.req.param("id")));
    const isWanted = readCellQuery(readQuery(c.req), state.record.spec);
    const document = await readAttribution(deps, state);
    return c.json({ ...document, attribution: document.attribution.filter(isWanted) });
  });
}
