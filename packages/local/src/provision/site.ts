import type { Resource } from "../graph/graph.ts";
import type { Role } from "../iam/roles.ts";
import type { Description, Kinds } from "../service/service.ts";
import type { services } from "./services.ts";

type Entry = (typeof services)[number];
type Whole<Part> = (Part extends unknown ? (part: Part) => void : never) extends (whole: infer All) => void
  ? All
  : never;
type NeedsOf<One> = One extends { open: (site: infer A) => unknown; kinds: Kinds<infer B> } ? A & B : never;
type GiftsOf<One> = One extends { open: (site: never) => infer Result }
  ? Awaited<Result> extends { gives?: infer Gifts extends object }
    ? Gifts
    : never
  : never;

/** What services give each other, and resources. */
type Given = Whole<GiftsOf<Entry>>;

/** What services and resources stand on: all that their rooms ask for, and give. */
export type Site = Whole<NeedsOf<Entry>> &
  Given & {
    services: readonly Description<Site>[];
    /** Everything that is deployed; a changed resource takes its predecessor's place. */
    resources: Resource[];
    roles: Map<string, Role>;
  };

/** The site before any service is open. */
export type Ground = Omit<Site, keyof Given>;
