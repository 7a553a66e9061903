// Pure: which commands stumble over a shallow clone.

/**
 * The commands that need history. `werf cleanup` keeps images by the commits, branches and tags that git knows. Not
 * `werf build` and those that build: only images with git archives need history, werf fetches it by itself then, and a
 * notice on every build of the default checkout would be noise. Not `werf purge`, which removes everything.
 */
const needHistory: ReadonlySet<string> = new Set(['werf cleanup']);

/** Whether git has to be asked at all. @param commands such as `werf cleanup` */
export function needsHistory(commands: readonly string[]): boolean {
  return commands.some((command) => needHistory.has(command));
}

/**
 * What the user should know before werf runs in a shallow clone; undefined where nothing.
 * @param isShallow undefined where git cannot tell
 */
export function historyNotice(commands: readonly string[], isShallow: boolean | undefined): string | undefined {
  const command = commands.find((name) => needHistory.has(name));
  if (command === undefined || isShallow !== true) return undefined;
  return `${command} needs the whole git history, and this clone is shallow: werf has to fetch it, which fails without credentials for git. Set "fetch-depth: 0" for actions/checkout`;
}
