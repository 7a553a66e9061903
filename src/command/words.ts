// Pure: whether a command line is one of a few commands, told without the catalogue, which is not loaded before werf runs.

/** The words of one werf command, without a leading `werf`. */
export type CommandWords = readonly string[];

/**
 * Whether a command line is one of the commands: what stands before and between their words is a flag, or may be a
 * flag's value. Where that cannot be told without the catalogue, the answer is yes.
 * @param commands without the word `werf`, such as `bundle publish`
 */
export function isOneOf(words: CommandWords, commands: readonly string[]): boolean {
  const beforeArguments = untilDoubleDash(words);
  return commands.some((command) => isCommand(beforeArguments, command.split(' ')));
}

/** Of the commands that a command line may be, the one that it most likely is: the longest, and a sure one first. */
export function likeliest(words: CommandWords, commands: readonly string[]): string | undefined {
  const given = new Set(words);
  const rank = (command: string) => (isSurely(words, command) ? 1 : 0);
  const [command] = commands
    .filter((command) => command.split(' ').every((word) => given.has(word)) && isOneOf(words, [command]))
    .sort((a, b) => rank(b) - rank(a) || b.split(' ').length - a.split(' ').length);
  return command;
}

/** Whether none of a command's words could be a flag's value instead. */
function isSurely(words: CommandWords, command: string): boolean {
  const commandWords = command.split(' ');
  const isFlag = (word = '') => word.startsWith('-') && !word.includes('=');
  return !untilDoubleDash(words).some((word, index, all) => commandWords.includes(word) && isFlag(all[index - 1]));
}

/** The words up to a lone `--`, which ends the flags. */
export function untilDoubleDash(words: CommandWords): CommandWords {
  const end = words.indexOf('--');
  return end === -1 ? words : words.slice(0, end);
}

function isCommand(words: CommandWords, command: readonly string[]): boolean {
  let found = 0;
  for (const [index, word] of words.entries()) {
    const previous = words[index - 1] ?? '';
    if (word === command[found]) found += 1;
    else if (!word.startsWith('-') && (!previous.startsWith('-') || previous.includes('='))) return false;
    if (found === command.length) return true;
  }
  return false;
}
