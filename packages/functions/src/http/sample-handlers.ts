import { pathOf, type RouteName } from "@crisscross/core/documents/routes";
import { contentTypes } from "@crisscross/core/documents/sample-text";
import { readSample } from "../results/find-sample.ts";
import { readAttribution } from "../results/read-attribution.ts";
import { type ReadDeps, readState } from "../results/read-job.ts";
import { readSamplePage } from "../results/read-samples.ts";
import { endedTag, unchanged } from "./entity-tag.ts";
import { type Handler, pathParam } from "./handler.ts";
import { readJobId } from "./job-request.ts";
import { readQuery } from "./query.ts";
import { encodeBlockCursor, readAttributionQuery, readSampleQuery } from "./sample-request.ts";

/** Names the blocks of a page whose samples cannot be given. */
const damagedHeader = "crisscross-damaged";

/** All it takes to read a job, but not the list of them. */
type SampleDeps = Omit<ReadDeps, "jobs"> & {
  jobs: Pick<ReadDeps["jobs"], "storedJob">;
  /** As in JobDeps. */
  release(): string;
};

/** The routes that look at single samples. */
export const sampleHandlers = (deps: SampleDeps) =>
  ({
    async ListSamples(c) {
      const { format, cursor } = readSampleQuery(readQuery(c.req));
      const id = readJobId(pathParam(c, "id"));
      const { text, next, damaged } = await readSamplePage(deps, await readState(deps, id), format, cursor);
      const link =
        next && `${pathOf("ListSamples", { id })}?format=${format}&cursor=${encodeBlockCursor(next)}`;
      return c.body(text, 200, {
        "content-type": contentTypes[format],
        ...(damaged.length > 0 && { [damagedHeader]: damaged.join(", ") }),
        ...(link && { link: `<${link}>; rel="next"` }),
      });
    },
    async GetSample(c) {
      const state = await readState(deps, readJobId(pathParam(c, "id")));
      return c.json(await readSample(deps, state, pathParam(c, "probe")));
    },
    async GetAttribution(c) {
      const state = await readState(deps, readJobId(pathParam(c, "id")));
      const wishes = readAttributionQuery(readQuery(c.req), state.record.spec);
      const tag = endedTag(c, state, deps.release());
      const same = unchanged(c, tag);
      if (same) return same;
      const document = await readAttribution(deps, state, wishes);
      return c.json(document, 200, tag === undefined ? {} : { etag: tag });
    },
  }) satisfies Partial<Record<RouteName, Handler>>;
