import type { BuiltFile } from "./src/building/built-file.ts";

export type { BuiltFile };

/** The built page. dist/page.js has it, written by `npm run page`. */
declare const files: readonly BuiltFile[];
export default files;
