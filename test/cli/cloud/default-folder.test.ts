import { expect, it } from "vitest";
import { chooseFolder } from "../../../packages/cli/src/cloud/choose-folder.ts";
import { defaultFolder } from "../../../packages/cli/src/cloud/default-folder.ts";

const home = () => "/home/u";

it.each([
  ["linux", {}, "/home/u/.local/share/crisscross"],
  ["linux", { XDG_DATA_HOME: "/srv/data" }, "/srv/data/crisscross"],
  // What XDG says of a path that is not absolute, or empty.
  ["linux", { XDG_DATA_HOME: "data" }, "/home/u/.local/share/crisscross"],
  ["linux", { XDG_DATA_HOME: "" }, "/home/u/.local/share/crisscross"],
  ["freebsd", {}, "/home/u/.local/share/crisscross"],
  ["darwin", { XDG_DATA_HOME: "/srv/data" }, "/home/u/Library/Application Support/crisscross"],
  ["win32", { LOCALAPPDATA: "/c/local" }, "/c/local/crisscross"],
  ["win32", {}, "/home/u/AppData/Local/crisscross"],
  ["linux", { CRISSCROSS_DATA: "here", XDG_DATA_HOME: "/srv/data" }, "here"],
  ["linux", { CRISSCROSS_DATA: "" }, "/home/u/.local/share/crisscross"],
] as const)("on %s with %j it is %s", (platform, env, folder) => {
  expect(defaultFolder(env, { platform, home })).toBe(folder);
});

it.each([
  ["has no home", () => ""],
  [
    "is not known to the system",
    () => {
      throw new Error("ENOENT");
    },
  ],
])("says what to name when this user %s", (_, noHome) => {
  expect(() => defaultFolder({}, { platform: "linux", home: noHome })).toThrow(
    "there is no home folder to keep jobs in: name a folder with --data or CRISSCROSS_DATA",
  );
  expect(defaultFolder({ XDG_DATA_HOME: "/srv" }, { platform: "linux", home: noHome })).toBe(
    "/srv/crisscross",
  );
});

it("is told to later commands by no option, and one that was typed as a shell takes it", () => {
  expect(chooseFolder(undefined, { CRISSCROSS_DATA: "/nowhere/d" }, "read")).toEqual({
    ...{ given: "/nowhere/d", path: "/nowhere/d", option: "" },
  });
  expect(chooseFolder("/nowhere/it's", {}, "read").option).toBe(` --data '/nowhere/it'\\''s'`);
  expect(chooseFolder("/nowhere/d", {}, "read").option).toBe(" --data /nowhere/d");
});

it("that cannot be one is refused by its own name, with what else there is", () => {
  const choose = () => chooseFolder(undefined, { CRISSCROSS_DATA: "/proc/version/d" }, "make");
  expect(choose).toThrow(
    'CRISSCROSS_DATA: "/proc/version/d" is not accepted: it is a file, or lies in one; accepted: a folder that crisscross has made, an empty one, or a new name; name another with --data; or keep nothing, with --no-data',
  );
});
