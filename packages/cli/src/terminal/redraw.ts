import type { Screen } from "./shell.ts";

const codes = {
  clear: "\u001b[2J",
  home: "\u001b[H",
  eraseToEdge: "\u001b[K",
  eraseBelow: "\u001b[J",
} as const;

/**
 * Draws frames over one another: each line over the old one, and then what is left of that is erased, so that nothing is ever
 * blank in between. Only the first frame clears the screen, and one of another size, whose old lines the terminal has broken.
 */
export function createRedraw(screen: Screen): (frame: string) => void {
  const raw = screen.raw ?? screen;
  let size = "";
  return (frame) => {
    const now = `${screen.columns}×${screen.rows}`;
    screen.cork?.();
    raw.write(size === now ? codes.home : codes.clear + codes.home);
    size = now;
    for (const line of frame.trimEnd().split("\n")) {
      screen.write(line);
      raw.write(`${codes.eraseToEdge}\n`);
    }
    raw.write(codes.eraseBelow);
    screen.uncork?.();
  };
}
