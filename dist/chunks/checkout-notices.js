// src/command/words.ts
function isOneOf(words, commands) {
  const beforeArguments = untilDoubleDash(words);
  return commands.some((command) => isCommand(beforeArguments, command.split(" ")));
}
function untilDoubleDash(words) {
  const end = words.indexOf("--");
  return end === -1 ? words : words.slice(0, end);
}
function isCommand(words, command) {
  let found = 0;
  for (const [index, word] of words.entries()) {
    const previous = words[index - 1] ?? "";
    if (word === command[found]) found += 1;
    else if (!word.startsWith("-") && (!previous.startsWith("-") || previous.includes("="))) return false;
    if (found === command.length) return true;
  }
  return false;
}

// src/prepare/history.ts
var NEED_HISTORY = ["cleanup"];
function needsHistory(commands) {
  return commands.some((words) => isOneOf(words, NEED_HISTORY));
}

// src/prepare/checkout-notices.ts
var CURE = "Check the whole history out: set fetch-depth: 0 for actions/checkout.";
var UNTRUSTED_NOTICE = 'git does not trust this checkout, because it belongs to another user, as in a job that runs in a container. Trust it before this step: run git config --global --add safe.directory "$GITHUB_WORKSPACE"';
function historyNotice(commands) {
  return needsHistory(commands) ? `This clone is shallow, and werf cleanup needs the history of git. ${CURE}` : `This clone is shallow, and werf may need the history of git to build images. ${CURE}`;
}
export {
  UNTRUSTED_NOTICE,
  historyNotice
};
