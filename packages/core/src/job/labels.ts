import * as v from "valibot";
import { AppError } from "../edge/error.ts";
import { parse, sentence } from "../edge/schema.ts";

const nameForm = "text of 1 to 120 characters";
const keyForm = "a key of 1 to 128 letters, digits, spaces and . : / + - @ _";
const valueForm = "a value of at most 256 letters, digits, spaces and . : / = + - @ _";
const tagsForm = `at most 10 tags: ${keyForm}, ${valueForm}`;

/** As keys of AWS's tags, but for "=": a filter has key and value around one. */
const TagKey = v.pipe(v.string(tagsForm), v.regex(/^[\p{L}\p{N}\p{Zs}.:/+\-@_]{1,128}$/u, keyForm));

/** As values of AWS's tags. */
const TagValue = v.pipe(v.string(valueForm), v.regex(/^[\p{L}\p{N}\p{Zs}.:/=+\-@_]{0,256}$/u, valueForm));

/** What people call a job by and find it by; it changes nothing that is measured. */
export const labelEntries = {
  name: v.optional(v.pipe(v.string(nameForm), v.regex(/^[\s\S]{1,120}$/u, nameForm))),
  tags: v.optional(v.pipe(v.record(TagKey, TagValue, tagsForm), v.maxEntries(10, tagsForm))),
};

/** The same in answers, which a later release may take more into. */
export const shownLabels = {
  name: v.optional(v.string()),
  tags: v.optional(v.record(v.string(), v.string())),
};

const Labels = v.object(labelEntries);
export type Labels = v.InferOutput<typeof Labels>;

/** The labels of a submitted job, in one order. Throws AppError `invalid`. */
export function parseLabels(input: unknown): { name?: string; tags?: Record<string, string> } {
  const { name, tags } = parse(Labels, input, "job");
  refuseUnseen(input, tags);
  return {
    ...(name !== undefined && { name }),
    ...(tags && Object.keys(tags).length > 0 && { tags: sorted(tags) }),
  };
}

/** valibot takes a list for a record, and leaves keys such as `__proto__` out without a word. */
function refuseUnseen(input: unknown, tags: Labels["tags"]): void {
  if (typeof input !== "object" || input === null || !("tags" in input)) return;
  if (Array.isArray(input.tags)) throw refused(input.tags, tagsForm);
  const lost = Object.keys(input.tags ?? {}).find((key) => !Object.hasOwn(tags ?? {}, key));
  if (lost !== undefined) throw refused(lost, "keys other than __proto__, prototype and constructor");
}

function refused(value: unknown, accepted: string): AppError {
  const rejection = { field: "tags", value, accepted };
  return new AppError("invalid", sentence(rejection), { rejections: [rejection] });
}

const sorted = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Tags a list is narrowed to: a key with its value, or with any. */
export interface TagFilter {
  key: string;
  value?: string;
}

export const tagFilterForm = "a tag as KEY=VALUE, or its KEY alone";

/** A filter as text; undefined for text that can be none. */
export function parseTagFilter(text: string): TagFilter | undefined {
  const at = text.indexOf("=");
  const [key, value] = at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
  if (!v.is(TagKey, key) || (value !== undefined && !v.is(TagValue, value))) return undefined;
  return { key, ...(value !== undefined && { value }) };
}

export function hasTag({ tags = {} }: Labels, { key, value }: TagFilter): boolean {
  return Object.hasOwn(tags, key) && (value === undefined || tags[key] === value);
}

/** Tags as texts of key and value, as events and the command show them. */
export const tagTexts = ({ tags = {} }: Labels): string[] =>
  Object.entries(tags).map(([key, value]) => `${key}=${value}`);
