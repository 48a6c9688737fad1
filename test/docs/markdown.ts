export interface Link {
  /** Relative to the page; empty for a heading of the page itself. */
  path: string;
  anchor?: string;
  /** From 1. */
  line: number;
}

/** The relative links and pictures of a page of Markdown. Code and addresses of the web are left out. */
export function linksOf(text: string): Link[] {
  return linesOf(text).flatMap((words, at) =>
    [...words.replaceAll(/`[^`]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = ""]) => target)
      .filter((target) => !/^[a-z]+:/i.test(target))
      .map((target) => {
        const [path = "", anchor] = target.split("#");
        return { path, ...(anchor !== undefined && { anchor }), line: at + 1 };
      }),
  );
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(text: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = linesOf(text)
    .filter((line) => /^#{1,6} /.test(line))
    .map((line) => {
      const slug = slugOf(line.replace(/^#+ /, ""));
      const before = seen.get(slug) ?? 0;
      seen.set(slug, before + 1);
      return before === 0 ? slug : `${slug}-${before}`;
    });
  return new Set(anchors);
}

/** Lower case, without punctuation, blanks as hyphens (github.com/Flet/github-slugger). */
const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-");

/** The lines of a page; those within fences are empty. */
function linesOf(text: string): string[] {
  let isCode = false;
  return text.split("\n").map((line) => {
    const isFence = line.startsWith("```");
    if (isFence) isCode = !isCode;
    return isFence || isCode ? "" : line;
  });
}
