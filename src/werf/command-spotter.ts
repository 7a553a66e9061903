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

/** Both ways to write one: `::name …::…` at the start of a line, blanks aside, and `##[name …]…` anywhere in it. */
const COMMAND = /(?:^|[\r\n])[^\S\r\n]*::([a-z-]+)(?: [^\r\n]*?)?::|##\[([a-z-]+)(?: [^\r\n\]]*)?\]/gi;
/** Characters of a line's start that are kept until the rest of it comes. */
const MAX_START = 1024;
/** Stands for the start of a line that is longer, so that what follows is no start. */
const MIDDLE = '.';

/** Looks through a stream as it comes. @param found gets the names of the commands, in lower case */
export function commandSpotter(found: Set<string>): OutputSink {
  let start = '';
  return (chunk) => {
    const text = start + chunk.toString('latin1');
    if (text.includes('::') || text.includes('##[')) {
      for (const [, name, older] of text.matchAll(COMMAND)) {
        const command = (name ?? older ?? '').toLowerCase();
        if (COMMANDS.has(command)) found.add(command);
      }
    }
    const line = text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
    start = line.length <= MAX_START ? line : MIDDLE + line.slice(-MAX_START / 2);
  };
}
