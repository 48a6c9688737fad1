import type { RouteName } from "@crisscross/core/documents/routes";
import { dropLetters } from "../dead-letters/drop-letters.ts";
import type { LetterDeps } from "../dead-letters/letter-queue.ts";
import { listLetters } from "../dead-letters/list-letters.ts";
import { redriveLetters } from "../dead-letters/redrive-letters.ts";
import { callerOf } from "./admit.ts";
import type { Handler } from "./handler.ts";
import { readJsonBody } from "./json-body.ts";
import { readDrop, readRedrive } from "./letter-request.ts";
import { readQuery } from "./query.ts";

/** The routes about what queues gave up. */
export const letterHandlers = (deps: LetterDeps) =>
  ({
    ListDeadLetters: async (c) => c.json(await listLetters(deps)),
    async RedriveDeadLetters(c) {
      const by = callerOf(c).principal;
      const { places, perSecond } = readRedrive(await readJsonBody(c.req.raw), deps.places);
      return c.json(await redriveLetters(deps, places, perSecond, by), 202);
    },
    async DropDeadLetters(c) {
      const by = callerOf(c).principal;
      const { place, reason, most } = readDrop(readQuery(c.req), deps.places);
      return c.json(await dropLetters(deps, place, { reason, most, by }));
    },
  }) satisfies Partial<Record<RouteName, Handler>>;
