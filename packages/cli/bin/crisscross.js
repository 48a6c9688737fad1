#!/usr/bin/env node
// Plain JavaScript, so that a Node.js too old for the sources can still say what to do.
const [major, minor] = process.versions.node.split(".").map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  import("./start.js");
} else {
  process.stderr.write(
    `crisscross: this is Node.js ${process.versions.node}, and the sources need 22.18 or later. Run npm ci once and then npx crisscross: it uses the Node.js 24 that npm ci has put beside it\n`,
  );
  process.exitCode = 1;
}
