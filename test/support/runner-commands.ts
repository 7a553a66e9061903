// What a runner makes of a step's log: the workflow commands that it obeys (actions/runner, `ActionCommandManager`).

/** Those that it knows. */
const KNOWN = [
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
];

/** What .NET's `TrimStart` takes away (`Char.IsWhiteSpace`), and JavaScript's `trimStart` does not all. */
const WHITE_SPACE = /^[\t-\r\u0085\p{Z}]+/u;

export interface ObeyedCommand {
  readonly name: string;
  readonly data: string;
}

/** @param log one of a step's two streams: the runner reads each by itself */
export function obeyedCommands(log: string): readonly ObeyedCommand[] {
  const obeyed: ObeyedCommand[] = [];
  let token: string | undefined;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const names = [...KNOWN, ...(token === undefined ? [] : [token])];
    const command = newStyle(line.replace(WHITE_SPACE, ''), names) ?? oldStyle(line, names);
    if (command === undefined) continue;
    if (token !== undefined) {
      if (command.name === token.toLowerCase()) token = undefined;
    } else if (command.name === 'stop-commands') {
      token = command.data;
    } else {
      obeyed.push(command);
    }
  }
  return token === undefined ? obeyed : [...obeyed, { name: 'stopped for good', data: token }];
}

/** `::name properties::data`, at the start of a line. */
function newStyle(line: string, names: readonly string[]): ObeyedCommand | undefined {
  const end = line.indexOf('::', 2);
  if (!line.startsWith('::') || end < 0) return undefined;
  return known(line.slice(2, end), line.slice(end + 2), names);
}

/** `##[name properties]data`, anywhere in a line. */
function oldStyle(line: string, names: readonly string[]): ObeyedCommand | undefined {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start < 0 || end < 0) return undefined;
  return known(line.slice(start + 3, end), line.slice(end + 1), names);
}

function known(info: string, data: string, names: readonly string[]): ObeyedCommand | undefined {
  const name = info.split(' ')[0]?.toLowerCase() ?? '';
  return names.some((other) => other.toLowerCase() === name) ? { name, data } : undefined;
}
