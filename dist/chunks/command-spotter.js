// src/werf/command-spotter.ts
var COMMANDS = /* @__PURE__ */ new Set([
  "add-mask",
  "add-matcher",
  "add-path",
  "debug",
  "echo",
  "endgroup",
  "error",
  "group",
  "notice",
  "remove-matcher",
  "save-state",
  "set-env",
  "set-output",
  "stop-commands",
  "warning"
]);
var COMMAND = /(?:^|[\r\n])[^\S\r\n]*::([a-z-]+)(?: [^\r\n]*?)?::|##\[([a-z-]+)(?: [^\r\n\]]*)?(\]?)/gi;
var MARKS = ["::", "##["];
var MAX_START_CHARACTERS = 1024;
var MIDDLE = ".";
function commandSpotter(found) {
  let start = "";
  const look = (text) => {
    if (!MARKS.some((mark) => text.includes(mark))) return;
    for (const [, name, older = "", close = ""] of text.matchAll(COMMAND)) {
      const command = (name ?? (close === "" ? "" : older)).toLowerCase();
      if (COMMANDS.has(command)) found.add(command);
    }
  };
  return (chunk) => {
    if (MARKS.some((mark) => chunk.includes(mark))) look(start + chunk.toString("latin1"));
    else if (start !== "") look(start + chunk.toString("latin1", 0, MAX_START_CHARACTERS));
    const line = Math.max(chunk.lastIndexOf("\n"), chunk.lastIndexOf("\r")) + 1;
    const before = line === 0 ? start : "";
    const isLong = before.length + chunk.length - line > MAX_START_CHARACTERS;
    const tail = chunk.toString("latin1", isLong ? Math.max(line, chunk.length - MAX_START_CHARACTERS / 2) : line);
    start = isLong ? MIDDLE + tail : before + tail;
  };
}
function spottedNotice(names) {
  const shown = [...names].map((name) => `::${name}::`);
  return `werf printed what the runner would take for workflow commands (${shown.join(", ")}), and it was told not to. Where they are meant, set workflow-commands: true.`;
}
export {
  commandSpotter,
  spottedNotice
};
