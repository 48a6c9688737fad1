import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Reading and compiling the sources is most of what a short command takes. Where this cannot be written, it is done each time.
enableCompileCache(fileURLToPath(new URL("../../../node_modules/.cache/crisscross", import.meta.url)));
await import("../src/main.ts");
