// Pure: finds the lines among what werf prints that the runner would take for workflow commands.
import type { OutputSink } from './output-sink.ts';

/** The commands that a runner knows (actions/runner, `ActionCommandManager`). */
const COMMANDS: ReadonlySet<string> = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

/**
 * Both ways to write one: `::name …::…` at the start of a line, blanks aside, and `##[name …]…` anywhere in it. What has no
 * `]` is taken up to the line's end, and is none: a line of many such starts is not read again from each.
 */
const COMMAND = /(?:^|[\r\n])[^\S\r\n]*::([a-z-]+)(?: [^\r\n]*?)?::|##\[([a-z-]+)(?: [^\r\n\]]*)?(\]?)/gi;
/** Without one of these there is none. */
const MARKS = ['::', '##['];
/** Characters of a line's start that are kept until the rest of it comes. */
const MAX_START_CHARACTERS = 1024;
/** Stands for the start of a line that is longer, so that what follows is no start. */
const MIDDLE = '.';

/** Looks through a stream as it comes. @param found gets the names of the commands, in lower case */
export function commandSpotter(found: Set<string>): OutputSink {
  let start = '';
  const look = (text: string) => {
    if (!MARKS.some((mark) => text.includes(mark))) return;
    for (const [, name, older = '', close = ''] of text.matchAll(COMMAND)) {
      const command = (name ?? (close === '' ? '' : older)).toLowerCase();
      if (COMMANDS.has(command)) found.add(command);
    }
  };
  return (chunk) => {
    // As bytes: most output has no mark, and a text of each chunk would be memory for the garbage collector.
    if (MARKS.some((mark) => chunk.includes(mark))) look(start + chunk.toString('latin1'));
    else if (start !== '') look(start + chunk.toString('latin1', 0, MAX_START_CHARACTERS));
    const line = Math.max(chunk.lastIndexOf('\n'), chunk.lastIndexOf('\r')) + 1;
    const before = line === 0 ? start : '';
    const isLong = before.length + chunk.length - line > MAX_START_CHARACTERS;
    const tail = chunk.toString('latin1', isLong ? Math.max(line, chunk.length - MAX_START_CHARACTERS / 2) : line);
    start = isLong ? MIDDLE + tail : before + tail;
  };
}

/** What to say of the commands that were found, where none was allowed. */
export function spottedNotice(names: ReadonlySet<string>): string {
  const shown = [...names].map((name) => `::${name}::`);
  return (
    `werf printed what the runner would take for workflow commands (${shown.join(', ')}), and it was told not to. ` +
    'Where they are meant, set workflow-commands: true.'
  );
}
