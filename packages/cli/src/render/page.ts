import type { Paint } from "../terminal/paint.ts";

/** How a page is drawn. */
export interface PageStyle {
  paint: Paint;
  /** Width to fit; what does not fit is continued below. */
  columns: number;
}

/** Sections of lines as one text, an empty line between them. A section without lines is left out. */
export const joinSections = (sections: readonly (readonly string[])[]): string =>
  `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
