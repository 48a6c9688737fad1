/** Text as HTML shows it. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A sentence in which backquotes mark code. */
export const worded = (text: string): string => escaped(text).replace(/`([^`]+)`/g, "<code>$1</code>");

/** A value as JSON, with links to the schemas it names. */
export const shownJson = (value: unknown): string =>
  `<pre tabindex="0">${escaped(JSON.stringify(value, null, 2)).replace(
    /#\/components\/schemas\/(\w+)/g,
    '<a href="#schema-$1">$1</a>',
  )}</pre>`;

/** A table with a head; cells are HTML. Nothing where there are no rows. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ""
    : `<table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join("")}</tr></thead><tbody>${rows
        .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`)
        .join("")}</tbody></table>`;

/** What is shown when its summary is opened; works without a script. */
export const folded = (summary: string, inside: string): string =>
  `<details><summary>${summary}</summary>${inside}</details>`;
